import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../infra/operator/commands/index.ts';
import { errorOf, openTerminal } from './terminal.ts';

describe('help', () => {
  it('lists every command', async () => {
    const { status, out } = await openTerminal().type(['help']);
    expect(status).toBe(0);
    for (const { name, summary } of COMMANDS) {
      expect(out.join('\n')).toContain(`  ${name}`);
      expect(out.join('\n')).toContain(summary);
    }
  });

  it('shows a command with examples, asked for in either way', async () => {
    const terminal = openTerminal();
    const { out } = await terminal.type(['help', 'feeds', 'add']);
    expect(out.join('\n')).toContain('npm run watchword -- feeds add https://');
    expect((await terminal.type(['feeds', 'add', '--help'])).out).toEqual(out);
  });

  it('shows all commands that begin with a word', async () => {
    const { out } = await openTerminal().type(['help', 'feeds']);
    expect(out.join('\n')).toContain('feeds export');
  });

  it('is shown to whoever types nothing, as a mistake in usage', async () => {
    const { status, out } = await openTerminal().type([]);
    expect(status).toBe(2);
    expect(out.join('\n')).toContain('Usage:');
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'of %s gives an example that begins with it',
    (name, { examples }) => {
      for (const example of examples) expect(example).toContain(name);
      expect(examples.length).toBeGreaterThan(0);
    },
  );
});

describe('mistakes in usage end with status 2', () => {
  it.each([
    [['feeds', 'lst'], 'There is no command "feeds lst".', 'npm run watchword -- feeds list'],
    [['feed', 'list'], 'There is no command "feed list".', 'npm run watchword -- feeds list'],
    [['statsu'], 'There is no command "statsu".', 'npm run watchword -- status'],
    [['feeds'], '"feeds" needs a word more.', 'npm run watchword -- help'],
    [['nonsense'], 'There is no command "nonsense".', 'npm run watchword -- help'],
  ])('%j: an unknown command names the one that was meant', async (args, message, suggestion) => {
    const result = await openTerminal().type([...args, '--json']);
    expect(result.status).toBe(2);
    expect(errorOf(result)).toMatchObject({ kind: 'usage', message, suggestion, offset: null });
  });

  it.each([
    [['feeds', 'add'], 'needs more'],
    [['feeds', 'list', 'surplus'], 'cannot use: surplus'],
    [['status', '--from', 'now'], 'takes no --from'],
    [['status', '--colour'], "Unknown option '--colour'"],
    [['send', 'maybe'], 'on or off, not "maybe"'],
    [['sign-up', 'perhaps'], 'open or closed, not "perhaps"'],
    [['rule', 'explain', 'arctic', 'sanctions'], 'Quote what belongs together'],
  ])('%j', async (args, message) => {
    const result = await openTerminal().type(args);
    expect(result).toMatchObject({ status: 2, out: [] });
    expect(result.err.join('\n')).toContain(message);
  });

  it('a rule that begins with a hyphen is told where to stand', async () => {
    const { status, err } = await openTerminal().type(['rule', 'explain', '-sport arctic']);
    expect(status).toBe(2);
    expect(err.join('\n')).toContain("rule explain -- '-sport arctic'");
  });
});

describe('a fault', () => {
  it('ends the command with its message, and lets go of the service', async () => {
    const terminal = openTerminal({
      keyring: async () => {
        throw new Error('No parameter /watchword/prod/keys/tokens: run init');
      },
    });
    const result = await terminal.type(['subscriber', 'show', 'reader@example.com', '--json']);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toMatchObject({ kind: 'fault', message: expect.stringContaining('run init') });
    expect(terminal.open()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fake-clock.ts';
import { errorOf, openTerminal } from './terminal.ts';

const START = Date.parse('2026-05-20T12:00:00Z');

function terminalAt(start: string) {
  return openTerminal({ clock: new FakeClock(start) });
}

describe('status', () => {
  it('tells scripts the fields of the interface', async () => {
    const { out } = await openTerminal().type(['status', '--json']);
    expect(JSON.parse(out[0] ?? '')).toEqual({
      feeds: 0,
      articles: 0,
      matches: 0,
      mails: 0,
      subscribers: 0,
      oldestDue: null,
      send: 'off',
      signUp: 'closed',
    });
  });

  it('names the service for people', async () => {
    expect((await openTerminal().type(['status'])).out[0]).toBe('Status of the service in memory');
  });
});

describe('sign-up and send', () => {
  it('switch one thing each', async () => {
    const terminal = openTerminal();
    await terminal.type(['sign-up', 'open']);
    expect(await terminal.service.store.sending.settings()).toMatchObject({ signUp: 'open', sending: 'off' });
    await terminal.type(['send', 'on']);
    await terminal.type(['sign-up', 'closed']);
    expect(await terminal.service.store.sending.settings()).toMatchObject({
      signUp: 'closed',
      sending: 'on',
    });
  });

  it('a first switch mails nothing that was found before it', async () => {
    const terminal = terminalAt('2026-05-20T12:00:00Z');
    expect((await terminal.type(['send', 'on'])).out.join()).toContain('since 2026-05-20 12:00 UTC');
    expect(await terminal.service.store.sending.settings()).toMatchObject({ sendFrom: START });
  });

  it('a pause loses nothing: what was found meanwhile is mailed', async () => {
    const clock = new FakeClock('2026-05-20T12:00:00Z');
    const terminal = openTerminal({ clock });
    await terminal.type(['send', 'on']);
    await terminal.type(['send', 'off']);
    clock.advance(3_600_000);
    await terminal.type(['send', 'on']);
    expect(await terminal.service.store.sending.settings()).toMatchObject({ sending: 'on', sendFrom: START });
  });

  it.each([
    ['now', '2026-05-20T12:00:00.000Z'],
    ['2026-05-01', '2026-05-01T00:00:00.000Z'],
    ['2026-05-01T10:30', '2026-05-01T10:30:00.000Z'],
    ['2026-05-01T10:30:00+02:00', '2026-05-01T08:30:00.000Z'],
  ])('--from %s', async (from, expected) => {
    const terminal = terminalAt('2026-05-20T12:00:00Z');
    const { out } = await terminal.type(['send', 'on', '--from', from, '--json']);
    expect(JSON.parse(out[0] ?? '')).toEqual({ send: 'on', from: expected });
  });

  it('refuses a time that is none, and switches nothing', async () => {
    const terminal = openTerminal();
    const result = await terminal.type(['send', 'on', '--from', 'yesterday', '--json']);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toMatchObject({ kind: 'invalid-time' });
    expect(await terminal.service.store.sending.settings()).toBeUndefined();
  });
});

describe('init', () => {
  it.each([
    ['created', 'Made the keys of the service in memory'],
    ['there', 'The keys are there already: the service in memory'],
  ] as const)('says %s', async (keys, text) => {
    expect((await openTerminal({ makeKeys: async () => keys }).type(['init'])).out).toEqual([text]);
  });
});

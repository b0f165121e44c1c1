import { describe, expect, it } from 'vitest';
import { readOpml } from '../../../functions/adapters/opml/opml.ts';
import { errorOf, openTerminal } from './terminal.ts';

const OPML = `<opml version="2.0"><body>
<outline text="World"><outline type="rss" text="Example &amp; Co" xmlUrl="https://example.org/feed"/></outline>
<outline type="rss" text="Nowhere" xmlUrl="nowhere:"/>
</body></opml>`;

describe('feeds add', () => {
  it('adds a feed, and says when it was there already', async () => {
    const terminal = openTerminal();
    expect((await terminal.type(['feeds', 'add', 'https://example.org/feed'])).out).toEqual([
      'Added: https://example.org/feed',
    ]);
    expect((await terminal.type(['feeds', 'add', 'https://EXAMPLE.org/feed'])).out).toEqual([
      'Known already: https://example.org/feed',
    ]);
    expect(terminal.open()).toBe(0);
  });

  it('refuses an address that is none, with what was likely meant', async () => {
    const result = await openTerminal().type(['feeds', 'add', 'example.org/feed', '--json']);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toMatchObject({ kind: 'invalid', suggestion: 'https://example.org/feed' });
  });
});

describe('feeds list', () => {
  it('tells scripts every field of the interface, and no other', async () => {
    const terminal = openTerminal();
    await terminal.type(['feeds', 'add', 'https://example.org/feed', '--title', 'Example', '--tag', 'World']);
    const { out } = await terminal.type(['feeds', 'list', '--json']);
    expect(JSON.parse(out[0] ?? '')).toEqual([
      {
        url: 'https://example.org/feed',
        title: 'Example',
        group: expect.any(String),
        next: null,
        lastSuccess: null,
        failingSince: null,
        outcome: 'unread',
        error: null,
        entries: 0,
      },
    ]);
  });

  it('is a table for people, in which no title can drive the terminal', async () => {
    const terminal = openTerminal();
    await terminal.type(['feeds', 'add', 'https://example.org/feed', '--title', 'Evil \u001b[2J title']);
    const { out } = await terminal.type(['feeds', 'list']);
    expect(out[0]).toMatch(/^Feed +State +Read \(UTC\) +Next \(UTC\) +Entries +Address$/);
    expect(out[1]).toMatch(/^Evil \[2J title +unread +– +now +0 +https:\/\/example\.org\/feed$/);
  });

  it('says how to begin when there are none', async () => {
    expect((await openTerminal().type(['feeds', 'list'])).out.join()).toContain('feeds add');
  });
});

describe('feeds import', () => {
  it('adds what is missing, and names what it left out', async () => {
    const terminal = openTerminal();
    await terminal.type(['feeds', 'add', 'https://example.com/mine']);
    const { status, out, err } = await terminal.type(['feeds', 'import', '-'], OPML);
    expect({ status, out }).toEqual({ status: 0, out: ['Added 1, known already 0, left out 1.'] });
    expect(err.join()).toContain('line 3');
    expect((await terminal.type(['feeds', 'import', '-'], OPML)).out).toEqual([
      'Added 0, known already 1, left out 1.',
    ]);
    expect(JSON.parse((await terminal.type(['feeds', 'list', '--json'])).out[0] ?? '')).toHaveLength(2);
  });

  it.each([
    ['-', '{"not": "opml"}', 'not-opml'],
    ['no-such.opml', '', 'unreadable-file'],
    ['.', '', 'unreadable-file'],
  ])('refuses %s with %j', async (name, input, kind) => {
    const result = await openTerminal().type(['feeds', 'import', name, '--json'], input);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toMatchObject({ kind, message: expect.any(String) });
  });
});

describe('feeds export', () => {
  it('is read back the same', async () => {
    const terminal = openTerminal();
    await terminal.type(['feeds', 'import', '-'], OPML);
    const { out } = await terminal.type(['feeds', 'export']);
    expect(readOpml(out.join('\n'))).toEqual({
      kind: 'feeds',
      feeds: [{ url: 'https://example.org/feed', title: 'Example & Co', tags: ['World'] }],
      problems: [],
    });
  });
});

describe('feeds remove', () => {
  it('removes a feed', async () => {
    const terminal = openTerminal();
    await terminal.type(['feeds', 'add', 'https://example.org/feed']);
    expect((await terminal.type(['feeds', 'remove', 'https://example.org/feed'])).status).toBe(0);
    expect((await terminal.type(['feeds', 'list', '--json'])).out).toEqual(['[]']);
  });

  it('names the feed that was likely meant', async () => {
    const terminal = openTerminal();
    await terminal.type(['feeds', 'add', 'https://www.example.org/feed/']);
    const result = await terminal.type(['feeds', 'remove', 'http://example.org/feed', '--json']);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toMatchObject({
      kind: 'unknown-feed',
      suggestion: 'feeds remove https://www.example.org/feed/',
    });
  });
});

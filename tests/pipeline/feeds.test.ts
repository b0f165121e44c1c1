import { describe, expect, it } from 'vitest';
import { addFeed, importFeeds, listFeeds, removeFeed } from '../../functions/pipeline/feeds.ts';
import { status } from '../../functions/pipeline/status.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { seededRandom } from '../support/seeded-random.ts';

function service() {
  const clock = new FakeClock();
  return { clock, random: seededRandom(), store: createMemoryStore() };
}

describe('adding a feed', () => {
  it('makes it due at once, unread', async () => {
    const deps = service();
    expect(await addFeed(deps, { url: 'https://example.org/feed' })).toMatchObject({ kind: 'added' });
    expect(await listFeeds(deps)).toEqual([
      expect.objectContaining({
        url: 'https://example.org/feed',
        title: 'example.org',
        next: null,
        outcome: 'unread',
        error: null,
        entries: 0,
      }),
    ]);
    expect((await status(deps)).oldestDue).toBe(new Date(deps.clock.now()).toISOString());
  });

  it('changes nothing when it is there already', async () => {
    const deps = service();
    const first = await addFeed(deps, { url: 'https://example.org/feed', title: 'Example' });
    const again = await addFeed(deps, { url: 'HTTPS://EXAMPLE.org/feed#x', title: 'Another name' });
    expect(again).toEqual({ ...first, kind: 'known' });
    expect(await listFeeds(deps)).toMatchObject([{ title: 'Example' }]);
  });

  it('says what was likely meant by an address that is none', async () => {
    expect(await addFeed(service(), { url: 'example.org/feed' })).toMatchObject({
      kind: 'invalid',
      suggestion: 'https://example.org/feed',
    });
  });

  it('keeps all feeds of one host in one group', async () => {
    const deps = service();
    const results = [];
    for (const path of ['a', 'b', 'c'])
      results.push(await addFeed(deps, { url: `https://example.org/${path}` }));
    expect(new Set(results.map((result) => 'group' in result && result.group)).size).toBe(1);
  });
});

describe('importing feeds', () => {
  it('adds those that are missing, names those that cannot be, and removes none', async () => {
    const deps = service();
    await addFeed(deps, { url: 'https://example.org/mine' });
    await addFeed(deps, { url: 'https://example.org/both' });
    const report = await importFeeds(deps, [
      { url: 'https://example.org/both' },
      { url: 'nonsense:' },
      { url: 'https://example.com/new', title: 'New', tags: ['World'] },
    ]);
    expect(report).toMatchObject({ added: 1, known: 1, refused: [{ url: 'nonsense:' }] });
    expect((await listFeeds(deps)).map(({ url }) => url).sort()).toEqual([
      'https://example.com/new',
      'https://example.org/both',
      'https://example.org/mine',
    ]);
  });
});

describe('removing a feed', () => {
  it('takes it out of its group, and can be repeated', async () => {
    const deps = service();
    await addFeed(deps, { url: 'https://example.org/feed' });
    expect(await removeFeed(deps, 'https://example.org/feed')).toMatchObject({ kind: 'removed' });
    expect(await removeFeed(deps, 'https://example.org/feed')).toMatchObject({ kind: 'unknown' });
    expect(await listFeeds(deps)).toEqual([]);
  });
});

describe('the status', () => {
  it('is closed and off before anybody opened it', async () => {
    expect(await status(service())).toEqual({
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

  it('counts feeds and says how the switches stand', async () => {
    const deps = service();
    await addFeed(deps, { url: 'https://example.org/feed' });
    await deps.store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' });
    expect(await status(deps)).toMatchObject({ feeds: 1, send: 'on', signUp: 'open' });
  });
});

/** Feed rows and their commit. */
import { expect, it } from 'vitest';
import type { SeenEntry } from '../../../../functions/domain/feed/feed.ts';
import { hash } from '../../../../functions/domain/hash.ts';
import { addFeed, aFeed, HOUR, type MakeStore, NOW } from './rows.ts';

export function feedContract(makeStore: MakeStore): void {
  it('a commit writes the row whole and raises ver', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    const next = {
      ...feed,
      title: 'Wire',
      validators: { etag: 'W/"7"', lastModified: 'Wed, 20 May 2026 12:00:00 GMT' },
      health: { kind: 'ok', since: NOW } as const,
      baseline: 'done' as const,
      seen: someSeen(251),
      entries: 251,
    };
    expect(await store.feeds.commit(next)).toBe('committed');
    expect(await store.feeds.get(feed.fid)).toEqual({ ...next, ver: 2 });
  });

  it('a commit that comes twice is stale', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    await store.feeds.commit({ ...feed, title: 'first' });
    expect(await store.feeds.commit({ ...feed, title: 'second' })).toBe('stale');
    expect(await store.feeds.get(feed.fid)).toMatchObject({ title: 'first', ver: 2 });
  });

  it('a commit of a removed feed is stale and does not bring it back', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    await store.groups.remove(feed, 'news.example');
    expect(await store.feeds.commit(feed)).toBe('stale');
    expect(await store.feeds.get(feed.fid)).toBeUndefined();
  });

  it('health is written alone, with ver raised', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    const health = { kind: 'timeout', since: NOW + HOUR, detail: 'No answer in 15 s.' } as const;
    expect(await store.feeds.setHealth({ ...feed, title: 'not written' }, health)).toBe('committed');
    expect(await store.feeds.get(feed.fid)).toEqual({ ...feed, health, ver: 2 });
  });

  it('health is not written over a commit, nor twice, nor for a feed that is not there', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    const health = { kind: 'gone', since: NOW } as const;
    await store.feeds.commit(feed);
    expect(await store.feeds.setHealth(feed, health)).toBe('stale');
    expect(await store.feeds.setHealth(aFeed({ url: 'https://unknown.example/' }), health)).toBe('stale');
    expect(await store.feeds.get(feed.fid)).toMatchObject({ health: feed.health, ver: 2 });
  });

  it('many are read at once; a name given twice comes once, an unknown one not at all', async () => {
    const store = await makeStore();
    const [first, last] = [await addFeed(store), await addFeed(store, { url: 'https://news.example/last' })];
    const unknown = Array.from({ length: 120 }, (_, number) => `unknown ${number}`);
    const found = await store.feeds.getMany([first.fid, ...unknown, last.fid, first.fid]);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([first, last]));
    expect(await store.feeds.getMany([])).toEqual([]);
  });
}

export function someSeen(count: number): readonly SeenEntry[] {
  return Array.from({ length: count }, (_, number) => ({
    id: hash(`id ${number}`, 6),
    titleDate: hash(`title ${number}`, 4),
    content: hash(`content ${number}`, 4),
    baseline: number % 3 === 0,
  }));
}

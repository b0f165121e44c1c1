/** Where a feed is put, and how it goes. */
import { expect, it } from 'vitest';
import { SHARED_GROUP_SIZE } from '../../../../functions/domain/feed/group.ts';
import { addFeed, aFeed, HOUR, type MakeStore, NOW, theGroup } from './rows.ts';

export function placeContract(makeStore: MakeStore): void {
  it('the first feed makes its group, due at once', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    expect(await store.feeds.get(feed.fid)).toEqual(feed);
    expect(await theGroup(store)).toEqual({
      gid: 'group-1',
      due: NOW,
      runSeq: 0,
      members: [feed.fid],
      times: {},
      counters: { articles: 0, matches: 0, hours: [], days: [] },
    });
  });

  it('a feed that is there is known, and nothing changes', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    const place = { host: 'news.example', newGid: 'group-2', now: NOW + HOUR };
    expect(await store.groups.add({ ...feed, title: 'Other' }, place)).toEqual({ kind: 'known', feed });
    expect((await theGroup(store)).due).toBe(NOW);
  });

  it('hosts share a group until it is full; then the next one begins', async () => {
    const store = await makeStore();
    for (let host = 0; host <= SHARED_GROUP_SIZE; host++)
      await addFeed(store, { url: `https://h${host}.example/` }, { newGid: `group-${host}` });
    expect((await theGroup(store, 'group-0')).members).toHaveLength(SHARED_GROUP_SIZE);
    expect((await theGroup(store, `group-${SHARED_GROUP_SIZE}`)).members).toHaveLength(1);
  });

  it('a host keeps its group, also when that is full', async () => {
    const store = await makeStore();
    for (let number = 0; number <= SHARED_GROUP_SIZE; number++)
      await addFeed(store, { url: `https://news.example/${number}` }, { newGid: `group-${number}` });
    await addFeed(store, { url: 'https://other.example/' }, { newGid: 'group-other' });
    expect((await theGroup(store, 'group-0')).members).toHaveLength(SHARED_GROUP_SIZE + 1);
    expect((await theGroup(store, 'group-other')).members).toHaveLength(1);
  });

  it('feeds added at the same time all find their place', async () => {
    const store = await makeStore();
    const urls = Array.from({ length: 12 }, (_, number) => `https://h${number % 3}.example/${number}`);
    const added = await Promise.all(urls.map((url) => addFeed(store, { url })));
    expect((await theGroup(store)).members).toEqual(added.map(({ fid }) => fid).sort());
  });

  it('a removed feed leaves group and feeds, and its host has room again', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    const other = await addFeed(store, { url: 'https://news.example/two' });
    await store.groups.remove(feed, 'news.example');
    expect(await store.feeds.get(feed.fid)).toBeUndefined();
    expect((await theGroup(store)).members).toEqual([other.fid]);
  });

  it('removing twice, or what was never there, changes nothing', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    const other = await addFeed(store, { url: 'https://news.example/two' });
    await store.groups.remove(feed, 'news.example');
    await store.groups.remove(feed, 'news.example');
    await store.groups.remove(aFeed({ url: 'https://unknown.example/' }), 'unknown.example');
    expect((await theGroup(store)).members).toEqual([other.fid]);
  });

  it('a group without feeds stays, and a feed added later makes it due', async () => {
    const store = await makeStore();
    const feed = await addFeed(store);
    await store.groups.remove(feed, 'news.example');
    expect((await theGroup(store)).members).toEqual([]);
    await addFeed(store, {}, { now: NOW + HOUR });
    expect(await theGroup(store)).toMatchObject({ due: NOW + HOUR, members: [feed.fid] });
  });
}

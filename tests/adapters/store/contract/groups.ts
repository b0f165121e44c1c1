/** The claim of a run and its end. */
import { expect, it } from 'vitest';
import { EMPTY_COUNTERS, type FeedTimes } from '../../../../functions/domain/feed/group.ts';
import { addFeed, HOUR, type MakeStore, NOW, theGroup } from './rows.ts';

const DUE = NOW + HOUR;

export function groupContract(makeStore: MakeStore): void {
  it('a claim moves due, sets the times and raises runSeq', async () => {
    const { store, fid, claim } = await prepared();
    const group = await theGroup(store);
    expect(await store.groups.claim(group, claim)).toBe('claimed');
    expect(await theGroup(store)).toEqual({ ...group, due: DUE, runSeq: 1, times: { [fid]: aTime() } });
  });

  it('a claim that comes twice with one token counts as claimed, and moves nothing further', async () => {
    const { store, claim } = await prepared();
    const group = await theGroup(store);
    await store.groups.claim(group, claim);
    expect(await store.groups.claim(group, claim)).toBe('claimed');
    expect((await theGroup(store)).runSeq).toBe(1);
  });

  it('a claim is lost to another token', async () => {
    const { store, claim } = await prepared();
    const group = await theGroup(store);
    await store.groups.claim(group, claim);
    expect(await store.groups.claim(group, { ...claim, tok: 'other' })).toBe('lost');
  });

  it('a claim is lost before the group is due, with another due or runSeq, and for no group', async () => {
    const { store, claim } = await prepared();
    const group = await theGroup(store);
    expect(await store.groups.claim(group, { ...claim, now: NOW - 1 })).toBe('lost');
    expect(await store.groups.claim({ ...group, due: NOW - 1 }, claim)).toBe('lost');
    expect(await store.groups.claim({ ...group, runSeq: 7 }, claim)).toBe('lost');
    expect(await store.groups.claim({ ...group, gid: 'nowhere' }, claim)).toBe('lost');
    expect(await theGroup(store)).toEqual(group);
  });

  it('a finish writes times, counters and due, and raises runSeq', async () => {
    const { store, fid, claim } = await prepared();
    await store.groups.claim(await theGroup(store), claim);
    const times = { [fid]: aTime({ next: DUE + 5, lastSuccess: NOW }) };
    expect(await store.groups.finish('group-1', finish({ times, due: DUE + 5 }))).toBe('finished');
    expect(await theGroup(store)).toMatchObject({ due: DUE + 5, runSeq: 2, times, counters });
  });

  it('a finish that comes twice is dropped', async () => {
    const { store, claim } = await prepared();
    await store.groups.claim(await theGroup(store), claim);
    await store.groups.finish('group-1', finish({}));
    const after = await theGroup(store);
    expect(await store.groups.finish('group-1', finish({ due: 1 }))).toBe('dropped');
    expect(await theGroup(store)).toEqual(after);
  });

  it('a finish after another claim is dropped', async () => {
    const { store, claim } = await prepared();
    await store.groups.claim(await theGroup(store), claim);
    await store.groups.claim(await theGroup(store), { ...claim, now: DUE, due: DUE + HOUR, tok: 'next' });
    expect(await store.groups.finish('group-1', finish({}))).toBe('dropped');
    expect((await theGroup(store)).counters).toEqual(EMPTY_COUNTERS);
  });

  it('a finish keeps the due time that a feed added meanwhile has set', async () => {
    const { store, fid, claim } = await prepared();
    await store.groups.claim(await theGroup(store), claim);
    const added = await addFeed(store, { url: 'https://news.example/two' }, { now: NOW + 1 });
    const times = { [fid]: aTime({ failures: 2, failingSince: NOW }) };
    expect(await store.groups.finish('group-1', finish({ times }))).toBe('kept-due');
    const group = await theGroup(store);
    expect(group).toMatchObject({ due: NOW + 1, runSeq: 2, counters, times });
    expect(group.members).toEqual([fid, added.fid].sort());
  });

  it('a finish of no group is dropped', async () => {
    const store = await makeStore();
    expect(await store.groups.finish('nowhere', finish({}))).toBe('dropped');
    expect(await store.groups.get('nowhere')).toBeUndefined();
  });

  it('times of a feed that was removed during the run are not kept', async () => {
    const { store, feed, claim } = await prepared();
    const other = await addFeed(store, { url: 'https://news.example/two' });
    await store.groups.claim(await theGroup(store), claim);
    await store.groups.remove(feed, 'news.example');
    const times = { [feed.fid]: aTime(), [other.fid]: aTime() };
    await store.groups.finish('group-1', finish({ times }));
    expect(Object.keys((await theGroup(store)).times)).toEqual([other.fid]);
  });

  it('all groups are listed with their members', async () => {
    const store = await makeStore();
    for (const name of ['one', 'two', 'three'])
      await addFeed(store, { url: `https://${name}.example/` }, { newGid: `group-${name}` });
    const groups = await store.groups.list();
    expect(groups.map(({ gid }) => gid)).toEqual(['group-one']);
    expect(groups[0]?.members).toHaveLength(3);
  });

  it('hours and days of the counters come back as they were written', async () => {
    const { store, claim } = await prepared();
    await store.groups.claim(await theGroup(store), claim);
    const full = {
      articles: 4_321,
      matches: 87,
      hours: Array.from({ length: 24 }, (_, index) => ({ hour: 494_000 + index * 2, articles: index * 37 })),
      days: Array.from({ length: 35 }, (_, index) => ({ day: 20_500 + index, articles: index * 911 })),
    };
    await store.groups.finish('group-1', finish({ counters: full }));
    expect((await theGroup(store)).counters).toEqual(full);
  });

  async function prepared() {
    const store = await makeStore();
    const feed = await addFeed(store);
    const { fid } = feed;
    return { store, feed, fid, claim: { now: NOW, due: DUE, times: { [fid]: aTime() }, tok: 'mine' } };
  }
}

const counters = { articles: 3, matches: 1, hours: [{ hour: 9, articles: 0 }], days: [] };

function aTime(over: Partial<FeedTimes> = {}): FeedTimes {
  return { next: DUE, failures: 0, ...over };
}

function finish(over: object) {
  return { claimed: { runSeq: 1, due: DUE }, due: DUE, times: {}, counters, ...over };
}

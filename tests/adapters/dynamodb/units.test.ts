/**
 * The capacity units of each operation on rows of usual size, counted as AWS counts them. docs/data-model.md shows
 * the same numbers beside the bars they are held against.
 */
import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../functions/domain/feed/feed.ts';
import { hash } from '../../../functions/domain/hash.ts';
import { tick } from '../../../functions/pipeline/tick.ts';
import { addFeed, HOUR, NOW, SID, subscribe, theGroup, theSubscriber } from '../store/contract/rows.ts';
import { meterOf, type Units } from './meter.ts';
import { openStore } from './open-store.ts';
import {
  countersOfAMonth,
  digestOf,
  feedWithNews,
  rulesOf,
  timesOf,
  usualMatch,
  usualSubscriber,
} from './usual-rows.ts';

const FEEDS = 50;
const NEXT = NOW + HOUR / 4;
const claim = {
  open: { digest: '1779278400000-12', tok: 'a'.repeat(16), at: NOW, attempt: 1 },
  due: NOW + HOUR,
};
const lanes = { immediate: { cursor: NOW, next: NOW + HOUR } };
const ARCTIC = hash('arctic');

describe('polling', () => {
  it('a tick reads 16 times an empty or short page of an index: 8 R', async () => {
    const { store, clock, meter } = await metered();
    const invoker = { poll: async () => {}, digest: async () => {} };
    expect(await meter.measure(() => tick({ store, clock, invoker }))).toMatchObject({ reads: 8, writes: 0 });
  });

  it('a run of 50 feeds: claim 4 W, finish 2 W, or 4 W when it moves the due time (bar: 10 W with news)', async () => {
    const { store, meter, feeds, times } = await withGroup();
    const first = await claimUnits(NEXT);
    expect(first).toMatchObject({ writes: 4, written: { state: 2, 'state.due': 2 } });
    const runSeq = (await theGroup(store)).runSeq;
    const ending = { claimed: { runSeq, due: NEXT + HOUR }, times: times(NEXT), counters: countersOfAMonth };
    const moved = await meter.measure(() => store.groups.finish('group-1', { ...ending, due: NEXT + 1 }));
    expect(moved).toMatchObject({ writes: 4, written: { state: 2, 'state.due': 2 } });
    expect(first.writes + moved.writes).toBeLessThanOrEqual(10);

    async function claimUnits(now: number): Promise<Units> {
      const group = await theGroup(store);
      const claimed = { now, due: now + HOUR, times: timesOf(feeds, now), tok: 'b'.repeat(16) };
      return meter.measure(() => store.groups.claim(group, claimed));
    }
  });

  it('a run of 50 feeds that leaves the due time as claimed: 6 W in all', async () => {
    const { store, meter, times } = await withGroup();
    const group = await theGroup(store);
    const due = NEXT + HOUR;
    const { writes } = await meter.measure(async () => {
      await store.groups.claim(group, { now: NEXT, due, times: times(NEXT), tok: 'b'.repeat(16) });
      const claimed = { runSeq: group.runSeq + 1, due };
      await store.groups.finish('group-1', {
        claimed,
        due,
        times: times(NEXT + 1),
        counters: countersOfAMonth,
      });
    });
    expect(writes).toBe(6);
  });

  it('an unchanged feed is read for 1 R and not written', async () => {
    const { store, meter } = await metered();
    const feed = await addFeed(store);
    await store.feeds.commit(feedWithNews(feed, 250));
    expect(await meter.measure(() => store.feeds.getMany([feed.fid]))).toMatchObject({ reads: 1, writes: 0 });
  });

  it.each([
    [250, 4],
    [500, 8],
    [2_000, 28],
  ])('a commit of a feed that remembers %i entries: %i W', async (entries, writes) => {
    const { store, meter } = await metered();
    const feed = await addFeed(store);
    await store.feeds.commit(feedWithNews(feed, entries));
    const next = { ...feedWithNews(feed, entries), ver: feed.ver + 1 };
    expect(await meter.measure(() => store.feeds.commit(next))).toMatchObject({
      writes,
      written: { state: writes },
    });
  });

  it('a match row: 2 W, one for its copy in the index by time', async () => {
    const { store, meter } = await metered();
    const units = await meter.measure(() => store.matches.put(usualMatch(ARCTIC, 0)));
    expect(units).toMatchObject({ writes: 2, written: { news: 1, 'news.byTime': 1 } });
  });

  it('a match row that was there: 1 W, as any write that is refused', async () => {
    const { store, dynamo } = await metered();
    await store.matches.put(usualMatch(ARCTIC, 0));
    const before = dynamo.consumed().writes;
    await store.matches.put(usualMatch(ARCTIC, 0));
    expect(dynamo.consumed().writes - before).toBe(1);
  });

  it('reading what changed of the patterns: 8 R, one a partition', async () => {
    const { store, meter } = await metered();
    expect(await meter.measure(() => store.patterns.changedSince(NOW))).toMatchObject({ reads: 8 });
  });
});

describe('expediting', () => {
  it('a mark 3 W, moving it 2 W, clearing it 3 W', async () => {
    const { store, meter } = await metered();
    await subscribe(store, usualSubscriber(lanes), rulesOf(5));
    const marked = await meter.measure(() => store.patterns.mark(ARCTIC, { due: NOW, last: NOW }));
    const moved = await meter.measure(() => store.patterns.mark(ARCTIC, { due: NOW, last: NOW + 1 }));
    const cleared = await meter.measure(() =>
      store.patterns.clear({ pattern: ARCTIC, due: NOW, last: NOW + 1 }),
    );
    const all = { state: 1, 'state.byTime': 1, 'state.due': 1 };
    expect(marked).toMatchObject({ writes: 3, written: all });
    expect(moved).toMatchObject({ writes: 2, written: { state: 1, 'state.byTime': 1 } });
    expect(cleared).toMatchObject({ writes: 3, written: all });
  });

  it('a pull 3 W', async () => {
    const { store, meter } = await metered();
    await subscribe(store, usualSubscriber(lanes, NOW + HOUR), rulesOf(5));
    const pulled = await meter.measure(() => store.subscribers.pull(SID, NOW));
    expect(pulled).toMatchObject({ writes: 3, written: { state: 1, 'state.due': 2 } });
  });
});

describe('a digest of 5 rules', () => {
  it('an empty look: 3 W and at most 8 R (bar: 4 W)', async () => {
    const { store, meter, rules } = await withSubscriber();
    const units = await meter.measure(async () => {
      const held = await store.subscribers.load(SID);
      for (const { pattern } of rules) await store.matches.between(pattern, NOW - HOUR, NOW, 20_000);
      const next = { lanes, due: NOW + HOUR, endedRules: [] };
      if (held) await store.subscribers.advance(held.subscriber, next);
    });
    expect(units.writes).toBe(3);
    expect(units.reads).toBeLessThanOrEqual(8);
  });

  it.each([
    [5, 2],
    [20, 4],
    [80, 14],
  ])('%i articles, the list in %i kB: 9 W and one for each kB, at most 15 R', async (articles, kilobytes) => {
    const { store, meter, rules } = await withSubscriber();
    const digest = digestOf(articles);
    for (const { pattern } of rules)
      for (let number = 0; number < articles / 5; number++)
        await store.matches.put(usualMatch(pattern, number));
    const { written, writes, reads } = await meter.measure(async () => {
      await read();
      await store.digests.freeze(digest);
      await store.sending.slot({ now: NOW, intervalMs: 100, withinMs: 1_000 });
      await store.subscribers.claim(await theSubscriber(store), claim);
      await store.digests.record({ ...mail, outcome: 'sent', messageId: '0'.repeat(60) });
      await store.digests.addSent(
        SID,
        NOW,
        digest.entries.map(({ article }) => article),
      );
      const held = await store.subscribers.load(SID);
      const ending = { lanes, due: NOW + 2 * HOUR, endedRules: [], missed: [], mails: 1 };
      if (held) await store.subscribers.finalise(held.subscriber, claim.open.tok, ending);
    });
    expect({ writes, written }).toEqual({
      writes: 9 + kilobytes,
      written: { state: 3, 'state.due': 4, news: 2 + kilobytes },
    });
    if (articles === 5) expect(reads).toBeLessThanOrEqual(15);

    async function read(): Promise<void> {
      await store.subscribers.load(SID);
      for (const { pattern } of rules) await store.matches.between(pattern, NOW - HOUR, NOW + HOUR, 20_000);
      await store.digests.sent(SID, NOW);
    }
  });

  it('its Send event: 1 W and 1 R; a further one within the minute writes EVENTS not again', async () => {
    const { store, meter } = await withSubscriber();
    await store.digests.record({ ...mail, outcome: 'sent', messageId: '0'.repeat(60) });
    await store.sending.sawSendEvent(NOW);
    const units = await meter.measure(async () => {
      await store.digests.record({ ...mail, sendEventAt: NOW });
      await store.sending.sawSendEvent(NOW + 1);
    });
    expect(units).toMatchObject({ writes: 1, reads: 1 });
  });
});

describe('people', () => {
  it('a first confirmation with 5 rules: 44 W, double as every transaction', async () => {
    const { store, meter } = await metered();
    const units = await meter.measure(() => subscribe(store, usualSubscriber(lanes), rulesOf(5)));
    expect(units).toMatchObject({ writes: 44, written: { state: 32, 'state.byTime': 10, 'state.due': 2 } });
  });

  it('an unsubscribe: 3 W', async () => {
    const { store, meter } = await withSubscriber();
    const suppression = { state: 'unsubscribed', reason: 'link', source: 'person', at: NOW + 1 } as const;
    expect(await meter.measure(() => store.subscribers.end(SID, suppression))).toMatchObject({ writes: 3 });
  });
});

const mail = { sid: SID, digest: claim.open.digest, at: NOW };

async function metered() {
  const opened = await openStore();
  return { ...opened, meter: meterOf(opened.client) };
}

async function withSubscriber() {
  const opened = await metered();
  const rules = rulesOf(5);
  await subscribe(opened.store, usualSubscriber(lanes), rules);
  await opened.store.digests.addSent(
    SID,
    NOW - 24 * HOUR,
    digestOf(40).entries.map(({ article }) => article),
  );
  return { ...opened, rules };
}

/** A shared group as it stands after a month: 50 feeds, all counters full, one run done. */
async function withGroup() {
  const opened = await metered();
  const feeds: Feed[] = [];
  for (let number = 0; number < FEEDS; number++)
    feeds.push(await addFeed(opened.store, { url: `https://host${number}.example/world/rss.xml` }));
  const times = (now: number) => timesOf(feeds, now);
  await opened.store.groups.claim(await theGroup(opened.store), {
    now: NOW,
    due: NEXT,
    times: times(NOW),
    tok: 'a',
  });
  const claimed = { runSeq: 1, due: NEXT };
  await opened.store.groups.finish('group-1', {
    claimed,
    due: NEXT,
    times: times(NOW),
    counters: countersOfAMonth,
  });
  return { ...opened, feeds, times };
}

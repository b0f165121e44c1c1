/**
 * One run of a group: claim, read every due feed, write back when each is due again. Hosts are read side by side,
 * the feeds of one host one after another. A feed that fails never stops another; feeds that time did not reach go
 * first in the next run.
 */

import { count } from '../domain/feed/counters.ts';
import type { Feed } from '../domain/feed/feed.ts';
import type { FeedTimes, Group } from '../domain/feed/group.ts';
import type { Random } from '../ports/random.ts';
import type { FeedRun, PollFeedDeps } from './poll-feed.ts';
import { readFeeds } from './read-feeds.ts';
import type { Timing } from './timing.ts';

/** A group without feeds rests for a day; adding a feed makes it due. */
const IDLE_MS = 86_400_000;

export type PollDeps = PollFeedDeps & {
  readonly random: Random;
  readonly timing: Pick<Timing, 'pollMs' | 'runMs'>;
};

export type PollReport = {
  readonly kind: 'not-due' | 'lost' | 'ran';
  readonly feeds: number;
  readonly changed: number;
  readonly failed: number;
  readonly articles: number;
  readonly matches: number;
};

const NOTHING = { feeds: 0, changed: 0, failed: 0, articles: 0, matches: 0 };

/** @throws AggregateError after the group was finished, when faults of ours kept feeds from being stored. */
export async function poll(deps: PollDeps, { gid }: { readonly gid: string }): Promise<PollReport> {
  const { clock, random, store } = deps;
  const group = await store.groups.get(gid);
  const now = clock.now();
  if (!group || group.due > now) return { kind: 'not-due', ...NOTHING };

  const due = dueMembers(group, now);
  const feeds = await store.feeds.getMany(due);
  const claimed = claimTimes(group, feeds, now, deps.timing);
  const tok = Buffer.from(random.bytes(12)).toString('base64url');
  const claim = { now, due: earliest(group, claimed, now), times: claimed, tok };
  if ((await store.groups.claim(group, claim)) === 'lost') return { kind: 'lost', ...NOTHING };

  const order = new Map(due.map((fid, place) => [fid, place]));
  const sorted = [...feeds].sort((a, b) => (order.get(a.fid) ?? 0) - (order.get(b.fid) ?? 0));
  const { runs, faults, hostWaits } = await readFeeds(deps, group, sorted);

  const read = Object.fromEntries(runs.map((run) => [run.fid, run.times]));
  const times = await withWaits(store, { ...claimed, ...read }, hostWaits);
  const sum = (of: (run: FeedRun) => number) => runs.reduce((total, run) => total + of(run), 0);
  const report = {
    feeds: runs.length,
    articles: sum((run) => run.articles),
    matches: sum((run) => run.matches),
  };
  await store.groups.finish(gid, {
    claimed: { runSeq: group.runSeq + 1, due: claim.due },
    due: earliest(group, times, clock.now()),
    times,
    counters: count(group.counters, clock.now(), report.articles, report.matches),
  });
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} of ${feeds.length} feeds were not stored`);
  return {
    kind: 'ran',
    ...report,
    changed: runs.filter((run) => run.changed).length,
    failed: runs.filter((run) => run.times.failures > 0).length,
  };
}

/** Longest overdue first; a member without times is due since ever. */
function dueMembers({ members, times }: Group, now: number): readonly string[] {
  const next = (fid: string) => times[fid]?.next ?? 0;
  return members.filter((fid) => next(fid) <= now).sort((a, b) => next(a) - next(b));
}

/** Each due feed's next time moves ahead with the claim, so that a run that dies brings the feeds back an interval later. */
function claimTimes(
  { members, times }: Group,
  due: readonly Feed[],
  now: number,
  timing: PollDeps['timing'],
): Readonly<Record<string, FeedTimes>> {
  const kept = members.flatMap((fid) => (times[fid] ? [[fid, times[fid]] as const] : []));
  const moved = due.map((feed) => {
    const before = times[feed.fid] ?? { failures: 0 };
    return [feed.fid, { ...before, next: now + timing.pollMs(feed.url) }] as const;
  });
  return Object.fromEntries([...kept, ...moved]);
}

/** A host that asked for patience is asked for none of its feeds before; they are all in this group. */
async function withWaits(
  store: PollDeps['store'],
  times: Readonly<Record<string, FeedTimes>>,
  hostWaits: ReadonlyMap<string, number>,
): Promise<Readonly<Record<string, FeedTimes>>> {
  if (hostWaits.size === 0) return times;
  const feeds = await store.feeds.getMany(Object.keys(times));
  const waiting = feeds.flatMap(({ fid, url }) => {
    const [before, until] = [times[fid], hostWaits.get(new URL(url).host) ?? 0];
    return before && before.next < until ? [[fid, { ...before, next: until }] as const] : [];
  });
  return { ...times, ...Object.fromEntries(waiting) };
}

function earliest(group: Group, times: Readonly<Record<string, FeedTimes>>, now: number): number {
  const next = group.members.map((fid) => times[fid]?.next ?? now + IDLE_MS);
  return Math.min(now + IDLE_MS, ...next);
}

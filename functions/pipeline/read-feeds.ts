/**
 * Reads the due feeds of a group: hosts side by side, the feeds of one host one after another. A feed that fails never
 * stops another; a host that asks for patience is left alone for the rest of the run.
 */
import type { Feed } from '../domain/feed/feed.ts';
import type { Group } from '../domain/feed/group.ts';
import { type FeedRun, type PollFeedDeps, pollFeed } from './poll-feed.ts';
import type { Timing } from './timing.ts';

/** Hosts read at once: bounds sockets and memory (5 MiB a document, parsed tree included about ten times that). */
const HOSTS_AT_ONCE = 8;
/** When to try again a feed that a fault of ours kept from being stored. */
const FAULT_MS = 60_000;

export type ReadFeedsDeps = PollFeedDeps & { readonly timing: Pick<Timing, 'pollMs' | 'runMs'> };

export type ReadFeeds = {
  readonly runs: readonly FeedRun[];
  /** Of ours: those feeds were not stored. */
  readonly faults: readonly unknown[];
  /** Host (with port) → when its feeds may be asked for again, ms UTC. */
  readonly hostWaits: ReadonlyMap<string, number>;
};

/** @param feeds In the order in which they are to be read. */
export async function readFeeds(
  deps: ReadFeedsDeps,
  group: Group,
  feeds: readonly Feed[],
): Promise<ReadFeeds> {
  const { clock } = deps;
  const until = clock.monotonic() + deps.timing.runMs;
  const runs: FeedRun[] = [];
  const faults: unknown[] = [];
  const hostWaits = new Map<string, number>();
  const hosts = byHost(feeds);

  async function readOne(host: string, feed: Feed): Promise<FeedRun> {
    const before = group.times[feed.fid] ?? { next: 0, failures: 0 };
    const notRead = (next: number): FeedRun => ({
      fid: feed.fid,
      times: { ...before, next },
      articles: 0,
      matches: 0,
      changed: false,
    });
    if (clock.monotonic() > until || hostWaits.has(host)) return notRead(clock.now());
    try {
      const run = await pollFeed(deps, feed, before);
      if (run.hostWaits !== undefined) hostWaits.set(host, run.hostWaits);
      return run;
    } catch (fault) {
      faults.push(fault);
      return notRead(clock.now() + FAULT_MS);
    }
  }

  async function worker(): Promise<void> {
    for (let next = hosts.shift(); next; next = hosts.shift()) {
      const [host, feedsOfHost] = next;
      for (const feed of feedsOfHost) runs.push(await readOne(host, feed));
    }
  }

  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, worker));
  return { runs, faults, hostWaits };
}

/** Feeds of one host together, in the order given; hosts in the order of their first feed. */
function byHost(feeds: readonly Feed[]): [host: string, feeds: readonly Feed[]][] {
  const hosts = new Map<string, Feed[]>();
  for (const feed of feeds) {
    const { host } = new URL(feed.url);
    hosts.set(host, [...(hosts.get(host) ?? []), feed]);
  }
  return [...hosts];
}

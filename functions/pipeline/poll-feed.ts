/**
 * One feed of a run: fetch → read → identify → match → match rows → marks → feed row. The feed row is the only commit
 * point: whatever dies before it is done again, and every write before it is idempotent. Nothing is written when the
 * host says that nothing changed, or when an answer says the same as the last.
 */
import { identify } from '../domain/article/identify.ts';
import type { FeedDocument } from '../domain/feed/entry.ts';
import type { Feed, FeedHealth, HealthKind, Validators } from '../domain/feed/feed.ts';
import type { FeedTimes } from '../domain/feed/group.ts';
import { nextPoll } from '../domain/feed/next-poll.ts';
import type { Clock } from '../ports/clock.ts';
import type { FeedFetcher, FetchResult } from '../ports/feed-fetcher.ts';
import type { FeedReader } from '../ports/feed-reader.ts';
import type { Store } from '../ports/store/index.ts';
import type { FreshIndex } from './fresh-index.ts';
import { storeMatches } from './store-matches.ts';
import type { Timing } from './timing.ts';

export type PollFeedDeps = {
  readonly clock: Clock;
  readonly fetcher: FeedFetcher;
  readonly reader: FeedReader;
  readonly index: FreshIndex;
  readonly store: Pick<Store, 'groups' | 'feeds' | 'matches' | 'patterns'>;
  readonly timing: Pick<Timing, 'pollMs'>;
};

export type FeedRun = {
  readonly fid: string;
  readonly times: FeedTimes;
  /** New articles that were matched, and match rows stored. */
  readonly articles: number;
  readonly matches: number;
  /** The feed row was committed. */
  readonly changed: boolean;
  /** The host asked for patience: none of its feeds before this, ms UTC. */
  readonly hostWaits?: number;
};

/** A feed that was not read for this long brings its articles late, and the digest says so. */
const LATE_AFTER_MS = 3_600_000;

/** @throws what the store throws: the feed row is not committed then, and the next run does it again. */
export async function pollFeed(deps: PollFeedDeps, feed: Feed, before: FeedTimes): Promise<FeedRun> {
  const result = await deps.fetcher.fetch({ url: feed.url, validators: feed.validators });
  const answeredAt = deps.clock.now();
  if (result.kind !== 'modified') return withoutNews(deps, feed, before, result);
  const read = await deps.reader.read({
    body: result.body,
    url: result.finalUrl,
    ...(result.contentType !== undefined && { contentType: result.contentType }),
  });
  if (read.kind === 'not-a-feed') return withoutNews(deps, feed, before, read);
  return withNews(deps, { feed, before, answeredAt }, read.document, result.validators);
}

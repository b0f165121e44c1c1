/**
 * One feed of a run: fetch → read → identify → match → match rows → marks → feed row. The feed row is the only commit
 * point: whatever dies before it is done again, and every write before it is idempotent. Nothing is written when the
 * host says that nothing changed, or when an answer says the same as the last.
 */
import { identify } from '../domain/article/identify.ts';
import type { FeedDocument } from '../domain/feed/entry.ts';
import type { Feed } from '../domain/feed/feed.ts';
import type { FeedTimes } from '../domain/feed/group.ts';
import { nextPoll, type PollOutcome } from '../domain/feed/next-poll.ts';
import type { Clock } from '../ports/clock.ts';
import type { FeedFetcher, FetchResult } from '../ports/feed-fetcher.ts';
import type { FeedReader } from '../ports/feed-reader.ts';
import type { Store } from '../ports/store/index.ts';
import { healthAfter, healthy, ok, outcomeOf, type Unread } from './feed-outcome.ts';
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
  return withNews(deps, { feed, before, answeredAt, result }, withoutHalfEntry(read.document, result));
}

type Modified = Extract<FetchResult, { kind: 'modified' }>;

/** Where the connection broke, the last entry may be half: it waits for the next read. */
function withoutHalfEntry(document: FeedDocument, { truncated }: Modified): FeedDocument {
  if (!truncated || document.complete) return document;
  return { ...document, entries: document.entries.slice(0, -1) };
}

type Answered = {
  readonly feed: Feed;
  readonly before: FeedTimes;
  readonly answeredAt: number;
  readonly result: Modified;
};

/** The index is read after the answer came: a rule that was confirmed before then is in it. */
async function withNews(
  deps: PollFeedDeps,
  { feed, before, answeredAt, result }: Answered,
  document: FeedDocument,
): Promise<FeedRun> {
  const { fresh, held, ...learnt } = identify(document, feed);
  const isLate = before.failingSince !== undefined && answeredAt - before.failingSince > LATE_AFTER_MS;
  const matches =
    fresh.length === 0 ? 0 : await storeMatches(deps, await deps.index.asOf(answeredAt), fresh, isLate);
  const next: Feed = {
    ...feed,
    ...learnt,
    title: document.title === '' ? feed.title : document.title,
    entries: document.entries.length,
    health: healthy(feed, document, { now: answeredAt, movedTo: result.movedTo }),
    // Only a document that was read whole may keep the next from being sent.
    validators: held || !document.complete ? feed.validators : result.validators,
  };
  const changed = !saysTheSame(feed, next) && (await deps.store.feeds.commit(next)) === 'committed';
  return {
    ...runOf(deps, feed, before, ok(result)),
    articles: changed ? fresh.length : 0,
    matches,
    changed,
  };
}

/** Nothing is committed: the health alone is written, and only when its kind changes. */
async function withoutNews(
  deps: PollFeedDeps,
  feed: Feed,
  before: FeedTimes,
  answer: Unread,
): Promise<FeedRun> {
  const health = healthAfter(answer, deps.clock.now());
  if (health.kind !== feed.health.kind) await deps.store.feeds.setHealth(feed, health);
  return runOf(deps, feed, before, outcomeOf(answer));
}

function runOf(deps: PollFeedDeps, feed: Feed, before: FeedTimes, outcome: PollOutcome): FeedRun {
  const times = nextPoll(before, outcome, {
    now: deps.clock.now(),
    intervalMs: deps.timing.pollMs(feed.url),
  });
  return {
    fid: feed.fid,
    times,
    articles: 0,
    matches: 0,
    changed: false,
    ...(outcome.kind === 'retry-later' && { hostWaits: times.next }),
  };
}

/** An answer that teaches nothing is not written: hosts without validators send the same document for ever. */
function saysTheSame(before: Feed, next: Feed): boolean {
  const said = ({ title, validators, health, baseline, idVersion, textVersion, entries, seen }: Feed) =>
    JSON.stringify([
      title,
      validators.etag,
      validators.lastModified,
      health.kind,
      health.detail,
      baseline,
      idVersion,
      textVersion,
      entries,
      seen.map(({ id, titleDate, content, baseline: old }) => `${id} ${titleDate} ${content} ${old}`).sort(),
    ]);
  return said(before) === said(next);
}

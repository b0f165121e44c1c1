/** What an answer says of its feed: the health that the operator sees, and how long to wait for the next. */
import type { FeedDocument } from '../domain/feed/entry.ts';
import type { Feed, FeedHealth } from '../domain/feed/feed.ts';
import type { PollOutcome } from '../domain/feed/next-poll.ts';
import type { FetchResult } from '../ports/feed-fetcher.ts';
import type { ReadResult } from '../ports/feed-reader.ts';

/** An answer that brought no entries. */
export type Unread = Exclude<FetchResult, { kind: 'modified' }> | Extract<ReadResult, { kind: 'not-a-feed' }>;

/** What the answer means for the next poll. */
export function outcomeOf(answer: Unread): PollOutcome {
  switch (answer.kind) {
    case 'not-modified':
      return ok(answer);
    case 'gone':
      return { kind: 'gone' };
    case 'retry-later':
      return { kind: 'retry-later', ...(answer.afterMs !== undefined && { afterMs: answer.afterMs }) };
    case 'failed':
    case 'not-a-feed':
      return { kind: 'failed' };
  }
}

export function ok({ freshMs }: { readonly freshMs?: number }): PollOutcome {
  return { kind: 'ok', ...(freshMs !== undefined && { freshMs }) };
}

/** The feed's health after it. */
export function healthAfter(answer: Unread, since: number): FeedHealth {
  switch (answer.kind) {
    case 'not-modified':
      return { kind: 'ok', since };
    case 'failed':
      return { kind: answer.how, since, detail: answer.detail };
    case 'not-a-feed':
      return { kind: 'not-a-feed', since, detail: answer.reason };
    case 'gone':
    case 'retry-later':
      return { kind: answer.kind, since, detail: answer.detail };
  }
}

/**
 * The health of a feed that was read. What was repaired and where the feed moved stand in the detail, so that the
 * operator sees what to mend.
 */
export function healthy(
  feed: Feed,
  { repairs }: FeedDocument,
  { now, movedTo }: { readonly now: number; readonly movedTo: string | undefined },
): FeedHealth {
  const since = feed.health.kind === 'ok' ? feed.health.since : now;
  const notes = movedTo === undefined ? repairs : [...repairs, `The feed moved for good to ${movedTo}`];
  return { kind: 'ok', since, ...(notes.length > 0 && { detail: notes.join(' ') }) };
}

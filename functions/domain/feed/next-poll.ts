/**
 * When a feed is asked for again. A failure doubles the wait; a host that names a time is not asked before it.
 * Invariant: the next time is never nearer than the answer allows, and never farther than a week.
 */
import type { FeedTimes } from './group.ts';

export type PollOutcome =
  /** 200 with a feed, or 304; `freshMs` when the host said for how long its answer stays as it is. */
  | { readonly kind: 'ok'; readonly freshMs?: number }
  | { readonly kind: 'failed' }
  /** 429, 503 or 403; `afterMs` when the host said how long. */
  | { readonly kind: 'retry-later'; readonly afterMs?: number }
  /** 410: looked at once a day, because operators revive feeds. */
  | { readonly kind: 'gone' };

const DAY = 86_400_000;
/** Longest wait that a host can ask for: a typing error in Retry-After must not end a feed. */
const LONGEST_ASKED = 7 * DAY;
/** Longest that freshness delays a poll: publishers set a day or a year for all their files alike, and news is late then. */
const LONGEST_FRESH = 3_600_000;
/** Longest wait that our own back-off makes. */
const LONGEST_BACK_OFF = DAY;
/** Doublings after which the back-off is above a day in any case; keeps the power finite. */
const MOST_DOUBLINGS = 20;

/** @param at `intervalMs`: from one poll of this feed to the next while all is well. */
export function nextPoll(
  before: FeedTimes,
  outcome: PollOutcome,
  { now, intervalMs }: { readonly now: number; readonly intervalMs: number },
): FeedTimes {
  if (outcome.kind === 'ok') {
    const freshMs = Math.min(outcome.freshMs ?? 0, LONGEST_FRESH);
    return { next: now + Math.max(intervalMs, freshMs), lastSuccess: now, failures: 0 };
  }
  const failing = {
    ...(before.lastSuccess !== undefined && { lastSuccess: before.lastSuccess }),
    failingSince: before.failingSince ?? now,
    failures: before.failures + 1,
  };
  return { next: now + Math.max(intervalMs, waitOf(outcome, before.failures, intervalMs)), ...failing };
}

function waitOf(outcome: Exclude<PollOutcome, { kind: 'ok' }>, failures: number, intervalMs: number): number {
  const backOff = Math.min(intervalMs * 2 ** Math.min(failures, MOST_DOUBLINGS), LONGEST_BACK_OFF);
  switch (outcome.kind) {
    case 'gone':
      return DAY;
    case 'retry-later':
      return Math.min(Math.max(outcome.afterMs ?? 0, backOff), LONGEST_ASKED);
    case 'failed':
      return backOff;
  }
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPoll, type PollOutcome } from '../../../functions/domain/feed/next-poll.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const AT = { now: Date.parse('2026-05-20T12:00:00Z'), intervalMs: 15 * MINUTE };
const WELL = { next: 0, failures: 0, lastSuccess: AT.now - HOUR };

const waitAfter = (outcome: PollOutcome, failures = 0) =>
  nextPoll({ ...WELL, failures }, outcome, AT).next - AT.now;

describe('the next poll of a feed', () => {
  it('comes an interval after a success, which ends a row of failures', () => {
    expect(nextPoll({ next: 0, failures: 3, failingSince: 1 }, { kind: 'ok' }, AT)).toEqual({
      next: AT.now + 15 * MINUTE,
      lastSuccess: AT.now,
      failures: 0,
    });
  });

  it('waits until the answer is no longer fresh, but never longer than an hour for that', () => {
    expect(waitAfter({ kind: 'ok', freshMs: MINUTE })).toBe(15 * MINUTE);
    expect(waitAfter({ kind: 'ok', freshMs: 40 * MINUTE })).toBe(40 * MINUTE);
    expect(waitAfter({ kind: 'ok', freshMs: 365 * DAY })).toBe(HOUR);
  });

  it('waits twice as long after each failure, up to a day', () => {
    const waits = [0, 1, 2, 30].map((failures) => waitAfter({ kind: 'failed' }, failures));
    expect(waits).toEqual([15 * MINUTE, 30 * MINUTE, HOUR, DAY]);
  });

  it('remembers since when a feed fails', () => {
    const first = nextPoll(WELL, { kind: 'failed' }, AT);
    const second = nextPoll(first, { kind: 'failed' }, { ...AT, now: AT.now + HOUR });
    expect(second).toMatchObject({ failures: 2, failingSince: AT.now, lastSuccess: WELL.lastSuccess });
  });

  it('does not come before the time that the host named, and never waits longer than a week', () => {
    expect(waitAfter({ kind: 'retry-later', afterMs: 3 * HOUR })).toBe(3 * HOUR);
    expect(waitAfter({ kind: 'retry-later', afterMs: 400 * DAY })).toBe(7 * DAY);
    expect(waitAfter({ kind: 'retry-later', afterMs: 1 })).toBe(15 * MINUTE);
  });

  it('comes once a day for a feed that is gone', () => {
    expect(waitAfter({ kind: 'gone' })).toBe(DAY);
  });

  it('is never nearer than the interval, whatever happened', () => {
    const outcome = fc.oneof(
      fc.constant<PollOutcome>({ kind: 'failed' }),
      fc.constant<PollOutcome>({ kind: 'gone' }),
      fc.record({ kind: fc.constant('ok' as const), freshMs: fc.double({ min: 0, noNaN: true }) }),
      fc.record({ kind: fc.constant('retry-later' as const), afterMs: fc.double({ min: 0, noNaN: true }) }),
    );
    fc.assert(
      fc.property(outcome, fc.nat(10_000), (what, failures) => {
        const wait = waitAfter(what, failures);
        expect(wait).toBeGreaterThanOrEqual(AT.intervalMs);
        expect(wait).toBeLessThanOrEqual(7 * DAY);
      }),
    );
  });
});

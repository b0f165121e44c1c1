import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlesSince, count } from '../../../functions/domain/feed/counters.ts';
import { EMPTY_COUNTERS } from '../../../functions/domain/feed/group.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-05-20T00:00:00Z');

describe('counters', () => {
  it('tell how many articles came since an hour began', () => {
    let counters = count(EMPTY_COUNTERS, START, 5, 1);
    counters = count(counters, START + HOUR, 7, 2);
    expect(articlesSince(counters, START + HOUR)).toBe(7);
    expect(articlesSince(counters, START)).toBe(12);
    expect(counters.matches).toBe(3);
  });

  it('count everything for a window older than the first mark', () => {
    const counters = count(EMPTY_COUNTERS, START, 5, 0);
    expect(articlesSince(counters, START - 100 * HOUR)).toBe(5);
  });

  it('are never too small, stay bounded, and never go back', () => {
    const run = fc.record({ after: fc.integer({ min: 0, max: 30 * HOUR }), articles: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 80 }), fc.nat(), (runs, pick) => {
        let counters = EMPTY_COUNTERS;
        let now = START;
        const history = runs.map(({ after, articles }) => {
          now += after;
          counters = count(counters, now, articles, 0);
          return { now, articles };
        });
        const from = history[pick % history.length]?.now ?? START;
        const exact = history
          .filter((entry) => entry.now > from)
          .reduce((sum, { articles }) => sum + articles, 0);
        expect(articlesSince(counters, from)).toBeGreaterThanOrEqual(exact);
        expect(counters.hours.length).toBeLessThanOrEqual(24);
        expect(counters.days.length).toBeLessThanOrEqual(35);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { afterLook, lanesDue, rulesServed } from '../../../functions/domain/digest/lanes.ts';
import { aRule, aSubscriber } from '../../support/rows.ts';

const HOUR = 3_600_000;
const timing = { overlapMs: HOUR, coalesceMs: 30_000, settleMs: 60_000 };
const now = Date.parse('2026-05-20T12:00:00Z');

const lanes = {
  immediate: { cursor: now - HOUR, next: now },
  daily: { cursor: now - 5 * HOUR, next: now + HOUR },
};
const subscriber = aSubscriber({ lanes });

describe('the lanes due', () => {
  it('are those whose next look has come', () => {
    expect(lanesDue(subscriber, now)).toEqual(['immediate']);
    expect(lanesDue(subscriber, now + HOUR)).toEqual(['immediate', 'daily']);
  });
});

describe('a rule’s window', () => {
  const windowOf = (rule: Partial<ReturnType<typeof aRule>>, sendFrom = 0) =>
    rulesServed({ subscriber, rules: [aRule(rule)] }, ['immediate'], {
      to: now - 60_000,
      overlapMs: HOUR,
      sendFrom,
    })[0]?.window;

  it('reaches an hour back before the cursor and ends at the settled time', () => {
    expect(windowOf({})).toEqual({ from: now - 2 * HOUR, to: now - 60_000 });
  });

  it('never begins before the rule did', () => {
    expect(windowOf({ start: now - HOUR })).toEqual({ from: now - HOUR, to: now - 60_000 });
  });

  it('never ends after the rule did', () => {
    expect(windowOf({ end: now - HOUR })).toEqual({ from: now - 2 * HOUR, to: now - HOUR });
  });

  it('never begins before the time from which the operator lets mail out', () => {
    expect(windowOf({}, now - HOUR)).toEqual({ from: now - HOUR, to: now - 60_000 });
  });

  it('is empty for a rule that has only just begun', () => {
    expect(windowOf({ start: now })).toBeUndefined();
  });

  it('is left to the look at its own lane', () => {
    expect(windowOf({ lane: 'daily' })).toBeUndefined();
  });
});

describe('after a look', () => {
  const served = [{ cadence: 'immediate' as const, window: { from: now - HOUR, to: now - 60_000 } }];
  const look = { served, now, mailed: false, timing };

  it('the cursor of a lane served moves to the end of its window, and no other lane moves', () => {
    const after = afterLook({ subscriber, rules: [aRule(), aRule({ id: 'r2', lane: 'daily' })] }, look);
    expect(after.lanes).toEqual({
      immediate: { cursor: now - 60_000, next: now + HOUR },
      daily: lanes.daily,
    });
    expect(after.due).toBe(now + HOUR);
  });

  it('no cursor moves backwards', () => {
    const back = [{ cadence: 'immediate' as const, window: { from: 0, to: now - 3 * HOUR } }];
    expect(
      afterLook({ subscriber, rules: [aRule()] }, { ...look, served: back }).lanes.immediate?.cursor,
    ).toBe(now - HOUR);
  });

  it('an immediate lane looks again after a mail, one coalescing delay later', () => {
    expect(afterLook({ subscriber, rules: [aRule()] }, { ...look, mailed: true }).due).toBe(now + 30_000);
  });

  it('an immediate lane that saw a match newer than its window looks again when it has settled', () => {
    expect(afterLook({ subscriber, rules: [aRule()] }, { ...look, newer: now - 10_000 }).due).toBe(
      now + 50_000,
    );
  });

  it('a window that ended early is followed by another look at once', () => {
    const cut = [{ ...(served[0] ?? never()), more: true as const }];
    expect(afterLook({ subscriber, rules: [aRule()] }, { ...look, served: cut }).due).toBe(now);
  });

  it('an ended rule goes only once its lane’s cursor has passed its end', () => {
    const ended = aRule({ id: 'ended', end: now - 120_000 });
    const notYet = aRule({ id: 'not yet', end: now - 30_000 });
    expect(afterLook({ subscriber, rules: [ended, notYet] }, look).endedRules).toEqual(['ended']);
  });

  it('a lane that is not the current cadence goes with its last rule', () => {
    const moved = aSubscriber({ lanes, settings: { ...subscriber.settings, cadence: 'daily' } });
    const ended = aRule({ end: now - 120_000 });
    const after = afterLook({ subscriber: moved, rules: [ended, aRule({ id: 'r2', lane: 'daily' })] }, look);
    expect(Object.keys(after.lanes)).toEqual(['daily']);
  });
});

function never(): never {
  throw new Error('there is a lane served');
}

/**
 * One step in winding up a subscriber who left or was suppressed: rules go, a transaction's worth at a time, and
 * their patterns lose the counts. Resumable: each step is decided from what stands, and the next is due at once.
 */
import type { SubscriberChange } from './change.ts';
import { changeOf } from './change-of.ts';
import type { Held } from './subscriber.ts';
import { isLive } from './subscriber.ts';

/** Rules a step removes: with 20 live ones, 25 rows + 20 patterns + 20 immediate rows + 1 stay below 100 items. */
const STEP_RULES = 25;

/**
 * Removes the next rules, live ones first.
 * @throws Error for somebody who still gets mail: their rules end by their own act only.
 */
export function endStep(held: Held, now: number): SubscriberChange {
  const { subscriber, rules } = held;
  if (subscriber.state === 'active' || subscriber.state === 'paused') {
    throw new Error(`Winding up a subscriber: expected one who left, got ${subscriber.state}`);
  }
  const liveFirst = [...rules].sort((a, b) => Number(isLive(b)) - Number(isLive(a)));
  const remove = liveFirst.slice(0, STEP_RULES).map((rule) => rule.id);
  return changeOf(held, { subscriber: { ...subscriber, due: now }, put: [], remove, at: now });
}

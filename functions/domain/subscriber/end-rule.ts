/** Ends a rule: its pattern loses a count at once, what matched up to now still comes with the next digest. */
import type { SubscriberChange } from './change.ts';
import { changeOf } from './change-of.ts';
import type { Held } from './subscriber.ts';
import { isLive } from './subscriber.ts';

/** @returns Undefined when there is no such live rule. */
export function endRule(held: Held, id: string, now: number): SubscriberChange | undefined {
  const rule = held.rules.find((other) => other.id === id && isLive(other));
  if (!rule) return undefined;
  return changeOf(held, { subscriber: held.subscriber, put: [{ ...rule, end: now }], at: now });
}

/**
 * What the due index does with somebody who left or was suppressed: first the rules end, a chunk a step, with the
 * counts of their patterns in the same transaction; then, 28 days after the end, everything but a keyed hash goes.
 * Each step is idempotent, so an unsubscribe that died between state and counts is resumed here.
 */
import { endStep } from '../domain/subscriber/end-step.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';
import type { SubscriberWithRules } from '../ports/store/subscribers.ts';

/** From the end to erasure: the time in which a person may come back, and support can still answer. */
export const ERASE_AFTER_MS = 28 * 86_400_000;

export type EndDeps = { readonly clock: Clock; readonly store: Pick<Store, 'subscribers' | 'addresses'> };
export type EndOutcome = 'rules-ended' | 'erasure-scheduled' | 'erased' | 'lost';

export async function endStepByStep(
  deps: EndDeps,
  { subscriber, rules }: SubscriberWithRules,
): Promise<EndOutcome> {
  const { clock, store } = deps;
  const now = clock.now();
  if (rules.length > 0) {
    const change = endStep({ subscriber, rules }, now);
    return (await store.subscribers.apply(change)) === 'applied' ? 'rules-ended' : 'lost';
  }
  const eraseAt = (subscriber.endedAt ?? now) + ERASE_AFTER_MS;
  if (now < eraseAt) {
    const postponed = await store.subscribers.postpone(subscriber.sid, subscriber.ver, eraseAt);
    return postponed === 'postponed' ? 'erasure-scheduled' : 'lost';
  }
  await store.addresses.forget(subscriber.addressHash);
  return (await store.subscribers.erase(subscriber, [])) === 'erased' ? 'erased' : 'lost';
}

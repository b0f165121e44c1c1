/**
 * Deletes a subscriber at the operator's word, without the 28 days that a person who left has to come back. The state
 * goes first, so no mail leaves meanwhile; a deletion that dies halfway is resumed by the due index or by the next try.
 */
import { endStep } from '../domain/subscriber/end-step.ts';
import { addressKey, subscriberId } from '../domain/token/address-key.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';

/** 80 rules go in four steps and the row in one; the others allow for writers that come between. */
const MAX_STEPS = 20;

export type DeleteSubscriberDeps = {
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly store: Pick<Store, 'addresses' | 'subscribers'>;
};

/** @param address As `parseAddress` gives it. @throws Error when others change the subscriber all the time. */
export async function deleteSubscriber(
  { clock, keyring, store }: DeleteSubscriberDeps,
  address: string,
): Promise<'deleted' | 'unknown'> {
  const hash = addressKey(keyring, address);
  const sid = (await store.addresses.get(hash))?.sid ?? subscriberId(keyring, address);
  const operator = { state: 'unsubscribed', source: 'operator', reason: 'deleted by the operator' } as const;
  if ((await store.subscribers.end(sid, { ...operator, at: clock.now() })) === 'unknown') return 'unknown';
  for (let step = 0; step < MAX_STEPS; step++) {
    const held = await store.subscribers.load(sid);
    if (!held) return 'deleted';
    if (held.rules.length > 0) await store.subscribers.apply(endStep(held, clock.now()));
    else if ((await store.subscribers.erase(held.subscriber, [])) === 'erased') return 'deleted';
  }
  throw new Error('The subscriber was changed again and again meanwhile: try once more');
}

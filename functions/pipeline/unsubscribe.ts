/**
 * Ends a subscription by the link that stands in every digest. The state changes at once and no claim succeeds after
 * it; the due index ends the rules and erases the rest later. As often as one likes, with the same result.
 */
import { maskAddress } from '../domain/email/mask-address.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import { readUnsubscribe } from '../domain/token/link-token.ts';
import { openAddress } from '../domain/token/seal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';

export type UnsubscribeDeps = {
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly store: Pick<Store, 'subscribers'>;
};

/** `unknown-link`: none of ours, cut off or forged. */
export type UnsubscribeResult = { readonly kind: 'ended' | 'unknown-link' };

export async function unsubscribe(
  { clock, keyring, store }: UnsubscribeDeps,
  token: string,
): Promise<UnsubscribeResult> {
  const sid = readUnsubscribe(keyring, token);
  if (sid === undefined) return { kind: 'unknown-link' };
  // Whoever is not there any more was erased: nothing is sent to them either.
  await store.subscribers.end(sid, {
    state: 'unsubscribed',
    reason: 'unsubscribe link',
    source: 'person',
    at: clock.now(),
  });
  return { kind: 'ended' };
}

export type UnsubscribeLink =
  /** `address` masked, since a digest is easily forwarded. */
  { readonly kind: 'subscribed'; readonly address: string } | UnsubscribeResult;

/** Whose subscription a link would end. Reads only. */
export async function readUnsubscribeLink(
  { keyring, store }: Pick<UnsubscribeDeps, 'keyring' | 'store'>,
  token: string,
): Promise<UnsubscribeLink> {
  const sid = readUnsubscribe(keyring, token);
  if (sid === undefined) return { kind: 'unknown-link' };
  const subscriber = await store.subscribers.get(sid);
  if (subscriber?.state !== 'active' && subscriber?.state !== 'paused') return { kind: 'ended' };
  return { kind: 'subscribed', address: maskAddress(openAddress(keyring, subscriber.address)) };
}

/** Manage links: mailed on request, or shown to who has just confirmed. Whoever holds one may change the rules. */
import { isToken, TOKEN_BYTES, tokenFrom, tokenHash } from '../domain/token/random-token.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store/index.ts';
import type { SubscriberWithRules } from '../ports/store/subscribers.ts';

/** Long enough to edit a few rules, short enough for a mailbox left open, ms. */
export const MANAGE_LINK_LIVES_MS = 30 * 60_000;

export type ManageLinkDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Pick<Store, 'requests'>;
};

/** @returns the link's token; only its hash is stored. */
export async function makeManageLink({ clock, random, store }: ManageLinkDeps, sid: string): Promise<string> {
  const token = tokenFrom(random.bytes(TOKEN_BYTES));
  const expiresAt = clock.now() + MANAGE_LINK_LIVES_MS;
  await store.requests.putLink({ tokenHash: tokenHash(token), sid, expiresAt });
  return token;
}

export type OpenedLink =
  | { readonly kind: 'open'; readonly held: SubscriberWithRules; readonly expiresAt: number }
  /** `cut-off`: no link of ours has this length. `ended`: nobody is subscribed behind it any more. */
  | { readonly kind: 'cut-off' | 'unknown' | 'expired' | 'ended' };

/** The subscriber behind a manage link. Reads only. */
export async function openManageLink(
  { clock, store }: { readonly clock: Clock; readonly store: Pick<Store, 'requests' | 'subscribers'> },
  token: string,
): Promise<OpenedLink> {
  if (!isToken(token)) return { kind: 'cut-off' };
  const link = await store.requests.getLink(tokenHash(token));
  if (!link) return { kind: 'unknown' };
  if (link.expiresAt <= clock.now()) return { kind: 'expired' };
  const held = await store.subscribers.load(link.sid);
  if (held?.subscriber.state !== 'active') return { kind: 'ended' };
  return { kind: 'open', held, expiresAt: link.expiresAt };
}

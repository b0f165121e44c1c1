/** What is known of an address, for the operator who is asked about it: the subscription, its rules, its last mails. */
import type { Digest, MailRecord } from '../domain/digest/digest.ts';
import type { AddressRow } from '../domain/subscriber/request.ts';
import type { Subscriber, SubscriberRule } from '../domain/subscriber/subscriber.ts';
import { addressKey, subscriberId } from '../domain/token/address-key.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import type { Store } from '../ports/store/index.ts';

/** As many as an operator looks through. */
const LAST_MAILS = 10;

export type FindSubscriberDeps = {
  readonly store: Pick<Store, 'addresses' | 'subscribers' | 'digests'>;
  readonly keyring: Keyring;
};

export type KnownAddress = {
  /** Consent and suppression; they outlive the subscription. */
  readonly row: AddressRow | undefined;
  readonly subscriber: Subscriber | undefined;
  /** Live ones first, in the order of their beginning. */
  readonly rules: readonly SubscriberRule[];
  /** Newest first. `articles` is undefined once the digest has aged out. */
  readonly mails: readonly (MailRecord & { readonly articles: number | undefined })[];
};

/** Undefined when nothing at all is known. @param address As `parseAddress` gives it. */
export async function findSubscriber(
  { store, keyring }: FindSubscriberDeps,
  address: string,
): Promise<KnownAddress | undefined> {
  const row = await store.addresses.get(addressKey(keyring, address));
  const sid = row?.sid ?? subscriberId(keyring, address);
  const held = await store.subscribers.load(sid);
  if (!row && !held) return undefined;
  const records = await store.digests.mails(sid, LAST_MAILS);
  const mails = records.map(async (mail) => {
    const digest: Digest | undefined = await store.digests.get(sid, mail.digest);
    return { ...mail, articles: digest?.entries.length };
  });
  const isEnded = (rule: SubscriberRule) => Number(rule.end !== undefined);
  return {
    row,
    subscriber: held?.subscriber,
    rules: (held?.rules ?? []).toSorted((a, b) => isEnded(a) - isEnded(b) || a.start - b.start),
    mails: await Promise.all(mails),
  };
}

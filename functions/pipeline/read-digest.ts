/** The frozen digest behind a digest link, with as much of its reader as a forwarded mail may show. Reads only. */
import type { Digest } from '../domain/digest/digest.ts';
import { maskAddress } from '../domain/email/mask-address.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import { mintUnsubscribe, readDigest } from '../domain/token/link-token.ts';
import { openAddress } from '../domain/token/seal.ts';
import type { Store } from '../ports/store/index.ts';

export type ReadDigestDeps = {
  readonly keyring: Keyring;
  readonly store: Pick<Store, 'digests' | 'subscribers'>;
};

export type DigestPage = {
  readonly digest: Digest;
  /** Of an active subscriber. */
  readonly reader?: { readonly maskedAddress: string; readonly unsubscribeToken: string };
};

/** Undefined when the link is none of ours, or the digest is older than 35 days. */
export async function openDigestLink(
  { keyring, store }: ReadDigestDeps,
  token: string,
): Promise<DigestPage | undefined> {
  const named = readDigest(keyring, token);
  if (!named) return undefined;
  const [digest, subscriber] = await Promise.all([
    store.digests.get(named.sid, named.digest),
    store.subscribers.get(named.sid),
  ]);
  if (!digest) return undefined;
  if (subscriber?.state !== 'active') return { digest };
  return {
    digest,
    reader: {
      maskedAddress: maskAddress(openAddress(keyring, subscriber.address)),
      unsubscribeToken: mintUnsubscribe(keyring, named.sid),
    },
  };
}

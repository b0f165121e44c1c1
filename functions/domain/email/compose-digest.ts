/** The mail of a frozen digest, ready for the provider: mints its links, renders it, builds the message. Pure. */
import type { Digest } from '../digest/digest.ts';
import type { Keyring } from '../token/keyring.ts';
import { mintDigest, mintUnsubscribe } from '../token/link-token.ts';
import { digestHeaders } from './digest-headers.ts';
import { composeMessage } from './mime.ts';
import { renderDigest } from './render-digest.ts';
import type { Sender } from './sender.ts';

export type DigestMail = {
  readonly digest: Digest;
  /** The subscriber's bare address. */
  readonly to: string;
  readonly sender: Sender;
  readonly keyring: Keyring;
};

/** @returns RFC 5322 bytes. The same digest, sender and keys give the same bytes. */
export function composeDigest({ digest, to, sender, keyring }: DigestMail): Uint8Array {
  const page = (id: string) => `${sender.baseUrl}/digest/${mintDigest(keyring, digest.sid, id)}`;
  const unsubscribe = `${sender.baseUrl}/unsubscribe/${mintUnsubscribe(keyring, digest.sid)}`;
  const { subject, html, text } = renderDigest(digest, {
    sender,
    links: { unsubscribe, web: page(digest.id), missed: digest.missed.map(page) },
  });
  return composeMessage({
    from: { name: sender.name, address: sender.digestFrom },
    to,
    subject,
    html,
    text,
    headers: digestHeaders({ sender, unsubscribe }),
  });
}

/**
 * The short name under which a subscriber's record of the last 35 days remembers an article.
 */

/** Bytes of a sent hash: of 2,000 articles remembered, a new one is taken for one of them once in 10^16 times. */
export const SENT_HASH_BYTES = 8;

/** First 8 bytes of an article key's 12, base64url: 11 characters. The key is a hash, so its bytes are even. */
export function sentHash(articleKey: string): string {
  return Buffer.from(articleKey, 'base64url').subarray(0, SENT_HASH_BYTES).toString('base64url');
}

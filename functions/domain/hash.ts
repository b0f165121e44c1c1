/**
 * Hashes and MACs behind every id. Output is base64url without padding, so an id fits a DynamoDB key, a URL and
 * an SES tag (`[A-Za-z0-9_-]`) as it stands.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 of UTF-8 text, cut to `bytes` bytes (32 at most), base64url: 6 B → 8 characters, 12 B → 16. */
export function hash(text: string, bytes = 12): string {
  return createHash('sha256').update(text, 'utf8').digest().subarray(0, bytes).toString('base64url');
}

/** HMAC-SHA-256 (RFC 2104) of UTF-8 text or bytes under `key`, whole: 32 bytes. */
export function hmac(key: Uint8Array, message: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

/** Compares two byte strings in time that depends on their lengths only. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Spreads ids evenly over `count` shards; the same id always lands on the same shard. */
export function shardOf(id: string, count: number): number {
  return createHash('sha256').update(id, 'utf8').digest().readUInt32BE(0) % count;
}

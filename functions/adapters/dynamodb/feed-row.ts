/**
 * A Feed as its row holds it. What is remembered of entries is packed, 14 bytes an entry and a bit: a feed of 250
 * entries is written with four units instead of twenty-six.
 */
import type { Feed, SeenEntry } from '../../domain/feed/feed.ts';
import type { Item } from './attribute-value.ts';
import { feedKey } from './keys.ts';
import { contentOf } from './row.ts';

/** Of an entry's id, and of its other two hashes. */
const ID_BYTES = 6;
const HASH_BYTES = 4;
const ENTRY_BYTES = ID_BYTES + 2 * HASH_BYTES;

type Stored = Omit<Feed, 'seen'> & { readonly seen?: Uint8Array; readonly seenBaseline?: Uint8Array };

export function feedItem({ seen, ...feed }: Feed): Item {
  return { ...feedKey(feed.fid), ...feed, ...(seen.length > 0 && packSeen(seen)) };
}

export function feedOf(item: Item): Feed {
  const { seen, seenBaseline, ...feed } = contentOf<Stored>(item);
  return { ...feed, seen: unpackSeen(seen, seenBaseline) };
}

/** @throws RangeError when a hash has not its length. */
export function packSeen(seen: readonly SeenEntry[]): {
  readonly seen: Uint8Array;
  readonly seenBaseline: Uint8Array;
} {
  const seenBaseline = new Uint8Array(Math.ceil(seen.length / 8));
  for (const [index, { baseline }] of seen.entries()) {
    if (baseline) seenBaseline[index >> 3] = (seenBaseline[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return { seen: Buffer.concat(seen.map(packEntry)), seenBaseline };
}

function packEntry({ id, titleDate, content }: SeenEntry): Uint8Array {
  return Buffer.concat([
    packHash(id, ID_BYTES),
    packHash(titleDate, HASH_BYTES),
    packHash(content, HASH_BYTES),
  ]);
}

function packHash(text: string, bytes: number): Uint8Array {
  const hash = Buffer.from(text, 'base64url');
  if (hash.length === bytes) return hash;
  throw new RangeError(`hash of an entry: expected ${bytes} bytes in base64url, got "${text}"`);
}

export function unpackSeen(
  packed: Uint8Array = new Uint8Array(),
  baseline: Uint8Array = new Uint8Array(),
): readonly SeenEntry[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: bytes.length / ENTRY_BYTES }, (_, index) => {
    const hash = (from: number, length: number) =>
      bytes.toString('base64url', index * ENTRY_BYTES + from, index * ENTRY_BYTES + from + length);
    return {
      id: hash(0, ID_BYTES),
      titleDate: hash(ID_BYTES, HASH_BYTES),
      content: hash(ID_BYTES + HASH_BYTES, HASH_BYTES),
      baseline: ((baseline[index >> 3] ?? 0) & (1 << (index & 7))) !== 0,
    };
  });
}

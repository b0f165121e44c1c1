/**
 * A frozen digest as its row holds it: compressed, since a write is charged by the kilobyte. One of more than an item
 * takes goes on in further rows; those are named by the hash of the whole, so that two writers of one digest never
 * mix, and the head, which says that the digest counts, is written last.
 */
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Digest } from '../../domain/digest/digest.ts';
import type { Item } from './attribute-value.ts';
import { digestKey, digestPartKey } from './keys.ts';
import { NEWS_LIVES_MS, ttlAt } from './row.ts';
import type { Table } from './table.ts';

/** An item takes 400 kB, keys and names included. */
const PART_BYTES = 390_000;
/** Nearly the size of quality 11 in a thirtieth of its time: 1,000 entries take some 20 ms. */
const QUALITY = 5;

export type FrozenRows = { readonly head: Item; readonly parts: readonly Item[] };

export function digestItems(digest: Digest): FrozenRows {
  const { sid, id, madeAt } = digest;
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
  const whole = brotliCompressSync(JSON.stringify(digest), { params });
  const ttl = ttlAt(madeAt + NEWS_LIVES_MS);
  const [body, ...rest] = slices(whole);
  if (rest.length === 0) return { head: { ...digestKey(sid, id), body, ttl }, parts: [] };
  const name = createHash('sha256').update(whole).digest('base64url');
  return {
    head: { ...digestKey(sid, id), body, ttl, whole: name, parts: rest.length },
    parts: rest.map((part, index) => ({ ...digestPartKey(sid, id, name, index), body: part, ttl })),
  };
}

/** @throws Error when a further part is missing: the head is written only after all of them. */
export async function readDigest(news: Table, sid: string, id: string, head: Item): Promise<Digest> {
  const { body, whole, parts = 0 } = head as { body: Uint8Array; whole?: string; parts?: number };
  const bodies = [body];
  for (let index = 0; index < parts; index++) {
    const part = await news.get(digestPartKey(sid, id, String(whole), index));
    if (!part) throw new Error(`digest ${id} of ${sid}: expected ${parts} further parts, missed ${index}`);
    bodies.push(part.body as Uint8Array);
  }
  return JSON.parse(brotliDecompressSync(Buffer.concat(bodies)).toString()) as Digest;
}

function slices(whole: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(whole.length / PART_BYTES) }, (_, index) =>
    whole.subarray(index * PART_BYTES, (index + 1) * PART_BYTES),
  );
}

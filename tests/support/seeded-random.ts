/** Bytes that are the same in every run of a test: a counter hashed. */
import { createHash } from 'node:crypto';
import type { Random } from '../../functions/ports/random.ts';

export function seededRandom(seed = 'watchword'): Random {
  let calls = 0;
  return {
    bytes(count) {
      const blocks: Buffer[] = [];
      for (let filled = 0; filled < count; filled += 32) {
        blocks.push(createHash('sha256').update(`${seed}/${calls++}`).digest());
      }
      return new Uint8Array(Buffer.concat(blocks).subarray(0, count));
    },
  };
}

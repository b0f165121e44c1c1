/** Ids of new rules: drawn, so that one is never used again. */
import type { Random } from '../ports/random.ts';

/** 12 bytes, 16 base64url characters, like every id. */
const ID_BYTES = 12;

export function newRuleId(random: Random): string {
  return Buffer.from(random.bytes(ID_BYTES)).toString('base64url');
}

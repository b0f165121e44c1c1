/**
 * The six digits of the confirmation mail, for a browser other than the one that signed up.
 * Six digits alone can be tried out against a hash; hashed together with the token, which is not stored, they cannot.
 */
import { equalInConstantTime, hash } from '../hash.ts';

const DIGITS = 6;
const HASH_BYTES = 24;
/** Of 2^48 values the last 2^48 mod 10^6 = 710,656 are drawn once more than the rest: a bias of 4 in a thousand million. */
export const CODE_BYTES = 6;

/** Wrong codes after which a request takes no further one. */
export const MAX_TRIES = 5;

/** Six decimal digits from CODE_BYTES random bytes. */
export function codeFrom(bytes: Uint8Array): string {
  return String(Buffer.from(bytes).readUIntBE(0, CODE_BYTES) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** What is stored in place of a code: 32 base64url characters. */
export function codeHash(token: string, code: string): string {
  return hash(`code/${token}/${code}`, HASH_BYTES);
}

/** Whether `typed` is the code; blanks and hyphens, which people type between digits, do not count. */
export function isCode(token: string, typed: string, expectedHash: string): boolean {
  return equalInConstantTime(Buffer.from(codeHash(token, digitsOf(typed))), Buffer.from(expectedHash));
}

/** Whether `typed` could be a code at all: what is none need not count as a try. */
export function isSixDigits(typed: string): boolean {
  return /^\d{6}$/.test(digitsOf(typed));
}

function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/gu, '');
}

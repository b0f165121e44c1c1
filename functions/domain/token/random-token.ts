/**
 * Tokens that are drawn, not computed: confirm links, manage links and the sign-up cookie. Only their hash is
 * stored, so whoever reads the table can follow no link.
 */
import { hash } from '../hash.ts';

/** 24 bytes, 192 bits: nobody guesses one. */
export const TOKEN_BYTES = 24;
const SHAPE = /^[A-Za-z0-9_-]{32}$/;

/** A token of 32 base64url characters from TOKEN_BYTES random bytes. */
export function tokenFrom(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** Whether a text could be one of our tokens: a shorter one was cut off on its way, not forged or expired. */
export function isToken(text: string): boolean {
  return SHAPE.test(text);
}

/** What is stored in place of a token: 32 base64url characters. */
export function tokenHash(token: string): string {
  return hash(token, TOKEN_BYTES);
}

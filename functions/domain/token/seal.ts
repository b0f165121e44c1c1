/**
 * Addresses as they are stored: AES-256-GCM under the deployment's address ring, the key's id in front.
 * In and out: plain address ⇄ base64url of key id (1 B), nonce (12 B), ciphertext, tag (16 B).
 * Invariant: a sealed address that was altered, or whose key has left the ring, throws; nothing is guessed.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Key, Keyring } from './keyring.ts';

/** Random bytes that one sealing needs: the 96-bit nonce of GCM (NIST SP 800-38D, §8.2). */
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
/** Authenticated, not stored: a ciphertext made for another purpose never opens as an address. */
const PURPOSE = 'watchword address 1';

/**
 * Seals an address with the ring's first key.
 * @param nonce NONCE_BYTES fresh random bytes; one nonce never seals twice.
 */
export function sealAddress(keyring: Keyring, nonce: Uint8Array, address: string): string {
  const key = keyring.addresses[0];
  if (!key) throw new Error('Sealing an address: expected a key in the address ring, got none');
  const cipher = createCipheriv(CIPHER, key.secret, nonce).setAAD(additional(key));
  const sealed = Buffer.concat([cipher.update(address, 'utf8'), cipher.final()]);
  return Buffer.concat([Uint8Array.of(key.id), nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/**
 * The address that `sealAddress` took.
 * @throws Error when the key is not in the ring, or the text was altered.
 */
export function openAddress(keyring: Keyring, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const key = keyring.addresses.find(({ id }) => id === bytes[0]);
  if (!key || bytes.length <= 1 + NONCE_BYTES + TAG_BYTES) {
    throw new Error(`Opening an address: no key ${bytes[0] ?? '(empty)'} in the address ring`);
  }
  const tagStart = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key.secret, bytes.subarray(1, 1 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(additional(key))
    .setAuthTag(bytes.subarray(tagStart));
  return (
    decipher.update(bytes.subarray(1 + NONCE_BYTES, tagStart), undefined, 'utf8') + decipher.final('utf8')
  );
}

function additional(key: Key): Uint8Array {
  return Buffer.from(`${PURPOSE} ${key.id}`);
}

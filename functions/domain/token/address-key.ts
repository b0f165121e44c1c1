/**
 * Keyed hashes that stand for an address: how we find its row, and whose subscriber it is, without keeping it.
 * Invariant: case never matters, and one address has one subscriber id, whatever asks for it how often at once.
 */
import { hmac } from '../hash.ts';
import type { Keyring } from './keyring.ts';

/** 12 bytes, 16 base64url characters, like every id. */
const SID_BYTES = 12;

/** Key of the Address row: HMAC of the whole address in lower case, 43 base64url characters. */
export function addressKey(keyring: Keyring, address: string): string {
  return hmac(keyring.addressHash, address.toLowerCase()).toString('base64url');
}

/**
 * The subscriber id of an address, 16 base64url characters. It is derived and not drawn, so that two confirmations
 * of one new address that run at the same time meet on one row instead of making two subscribers.
 */
export function subscriberId(keyring: Keyring, address: string): string {
  // The zero byte cannot stand in an address: this never equals the message of an address key.
  const message = `sid\0${address.toLowerCase()}`;
  return hmac(keyring.addressHash, message).subarray(0, SID_BYTES).toString('base64url');
}

/** Key of a counter that caps attempts: 16 base64url characters that tell neither address nor network. */
export function counterKey(keyring: Keyring, kind: string, what: string): string {
  const mac = hmac(keyring.addressHash, `cap\0${kind}\0${what.toLowerCase()}`);
  return `${kind}-${mac.subarray(0, SID_BYTES).toString('base64url')}`;
}

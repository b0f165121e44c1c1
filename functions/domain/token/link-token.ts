/**
 * Links that need no row: unsubscribe and digest links carry their subject and a MAC over it.
 * Layout: key id (1 B), purpose (1 B), subject, HMAC-SHA-256 cut to 16 B, in base64url.
 * Invariant: a token made for one purpose never reads as another, and both live as long as their key.
 */
import { equalInConstantTime, hmac } from '../hash.ts';
import type { Keyring } from './keyring.ts';

const MAC_BYTES = 16;
const HEAD_BYTES = 2;
/** Separates this MAC from every other use of the key. */
const DOMAIN = Buffer.from('watchword link 1\0');
const UNSUBSCRIBE = 1;
const DIGEST = 2;
/** due: 48 bits of ms reach the year 10889. ver: 32 bits. */
const DUE_BYTES = 6;
const VER_BYTES = 4;
const DIGEST_ID = /^(\d{13})-(\d{1,10})$/;

/** Token of an unsubscribe link: 46 characters for a sid of 16. It never expires. */
export function mintUnsubscribe(keyring: Keyring, sid: string): string {
  return mint(keyring, UNSUBSCRIBE, Buffer.from(sid, 'ascii'));
}

/** The sid whose unsubscribe link this is; undefined when it is none of ours. */
export function readUnsubscribe(keyring: Keyring, token: string): string | undefined {
  return read(keyring, UNSUBSCRIBE, token)?.toString('ascii');
}

/**
 * Token of a digest page: 59 characters for a sid of 16.
 * @throws RangeError when `digest` is not `<due, 13 digits>-<ver>`.
 */
export function mintDigest(keyring: Keyring, sid: string, digest: string): string {
  const [, due, ver] = DIGEST_ID.exec(digest) ?? [];
  if (!due || !ver) throw new RangeError(`Digest id: expected <13 digits>-<ver>, got ${digest}`);
  const subject = Buffer.alloc(DUE_BYTES + VER_BYTES);
  subject.writeUIntBE(Number(due), 0, DUE_BYTES);
  subject.writeUInt32BE(Number(ver), DUE_BYTES);
  return mint(keyring, DIGEST, Buffer.concat([subject, Buffer.from(sid, 'ascii')]));
}

/** Which digest of whom a digest link shows; undefined when it is none of ours. */
export function readDigest(
  keyring: Keyring,
  token: string,
): { readonly sid: string; readonly digest: string } | undefined {
  const subject = read(keyring, DIGEST, token);
  if (!subject || subject.length <= DUE_BYTES + VER_BYTES) return undefined;
  const due = String(subject.readUIntBE(0, DUE_BYTES)).padStart(13, '0');
  const ver = subject.readUInt32BE(DUE_BYTES);
  return { digest: `${due}-${ver}`, sid: subject.subarray(DUE_BYTES + VER_BYTES).toString('ascii') };
}

function mint(keyring: Keyring, purpose: number, subject: Uint8Array): string {
  const key = keyring.tokens[0];
  if (!key) throw new Error('Minting a link: expected a key in the token ring, got none');
  const body = Buffer.concat([Uint8Array.of(key.id, purpose), subject]);
  return Buffer.concat([body, mac(key.secret, body)]).toString('base64url');
}

function read(keyring: Keyring, purpose: number, token: string): Buffer | undefined {
  const bytes = Buffer.from(token, 'base64url');
  // Decoding skips what is no base64url: only the one spelling that we mint is ours.
  if (bytes.length <= HEAD_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return undefined;
  const key = keyring.tokens.find(({ id }) => id === bytes[0]);
  if (!key || bytes[1] !== purpose) return undefined;
  const body = bytes.subarray(0, -MAC_BYTES);
  if (!equalInConstantTime(mac(key.secret, body), bytes.subarray(-MAC_BYTES))) return undefined;
  return body.subarray(HEAD_BYTES);
}

function mac(secret: Uint8Array, body: Uint8Array): Buffer {
  return hmac(secret, Buffer.concat([DOMAIN, body])).subarray(0, MAC_BYTES);
}

/**
 * Undoes a content coding (RFC 9110 §8.4.1) up to a cap of decoded bytes, so that a bomb is cut before it unfolds.
 * A coded body that ends early gives what it holds so far.
 */
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';

/** What is asked for, and all that is understood. */
export const ACCEPT_ENCODING = 'gzip, br, deflate';

export type Decoded =
  | { readonly kind: 'decoded'; readonly body: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'undecodable'; readonly detail: string };

const inZlib = { finishFlush: constants.Z_SYNC_FLUSH };
const inBrotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
type Cap = { readonly maxOutputLength: number };

const CODINGS: Readonly<Record<string, (bytes: Uint8Array, cap: Cap) => Promise<Uint8Array>>> = {
  identity: async (bytes) => bytes,
  gzip: (bytes, cap) => promisify(gunzip)(bytes, { ...inZlib, ...cap }),
  br: (bytes, cap) => promisify(brotliDecompress)(bytes, { ...inBrotli, ...cap }),
  // With the wrapper that the RFC asks for, or without, as old servers send it (§8.4.1.2).
  deflate: (bytes, cap) => promisify(isWrapped(bytes) ? inflate : inflateRaw)(bytes, { ...inZlib, ...cap }),
};

/** @param coding Content-Encoding as received; empty = none. */
export async function decodeBody(bytes: Uint8Array, coding: string, maxBytes: number): Promise<Decoded> {
  const name = coding.trim().toLowerCase().replace(/^x-/, '') || 'identity';
  const decode = Object.hasOwn(CODINGS, name) ? CODINGS[name] : undefined;
  if (!decode) return { kind: 'undecodable', detail: 'The host sent an encoding that was not asked for.' };
  try {
    const body = await decode(bytes, { maxOutputLength: maxBytes });
    return { kind: 'decoded', body };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-large' };
    return { kind: 'undecodable', detail: `The answer is not the ${name} that it says it is.` };
  }
}

/** A zlib header names method 8 in its first byte and is a multiple of 31 (RFC 1950 §2.2). */
function isWrapped([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

/**
 * One HTTP request to a checked target, without following redirects. The body is decoded and read up to a cap; time
 * ends with the signal. A failure is a value that a person can read.
 */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Target } from './target.ts';

export type Answer =
  | { readonly kind: 'answer'; readonly response: IncomingMessage; readonly body: Uint8Array }
  | { readonly kind: 'unreachable' | 'timeout' | 'too-large' | 'forbidden'; readonly detail: string };

export type RequestOptions = {
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
};

const MAX_HEADER_BYTES = 32 * 1024;
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

class TooLarge extends Error {}
class WrongAddress extends Error {}

export async function requestOnce(
  { url, addresses }: Extract<Target, { kind: 'target' }>,
  options: RequestOptions,
): Promise<Answer> {
  try {
    const response = await open(url, addresses, options);
    const body = response.statusCode === 200 ? await readBody(response, options.maxBytes) : new Uint8Array();
    response.destroy();
    return { kind: 'answer', response, body };
  } catch (error) {
    return failureOf(error, options);
  }
}

function open(url: URL, addresses: readonly string[], options: RequestOptions): Promise<IncomingMessage> {
  const { promise, resolve, reject } = settleable<IncomingMessage>();
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request: ClientRequest = send(url, {
    agent: false,
    headers: options.headers,
    lookup: pinned(addresses),
    maxHeaderSize: MAX_HEADER_BYTES,
    signal: options.signal,
  });
  request.on('socket', (socket) => {
    socket.once('connect', () => {
      // Whatever a resolver or proxy did: no byte is sent to an address that was not checked.
      if (!addresses.includes(socket.remoteAddress ?? '')) request.destroy(new WrongAddress());
    });
  });
  request.on('response', resolve).on('error', reject).end();
  return promise;
}

/** Answers with the checked addresses alone, whatever the name means by now. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, { all: wantsAll }, done) => {
    if (wantsAll) done(null, all);
    else done(null, all[0]?.address ?? '', all[0]?.family);
  };
}

/** Counts bytes as they come and as they are decoded: a bomb is cut before it unfolds. */
async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  let received = 0;
  response.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > maxBytes) response.destroy(new TooLarge());
  });
  for await (const chunk of decoded(response) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new TooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function decoded(response: IncomingMessage): AsyncIterable<unknown> {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '') return response;
  const decoder = DECODERS[coding];
  if (!decoder) throw new Error(`an encoding that was not asked for: ${coding.slice(0, 40)}`);
  const stream = decoder();
  response.on('error', (error) => stream.destroy(error));
  return response.pipe(stream);
}

function failureOf(
  error: unknown,
  { signal, maxBytes }: RequestOptions,
): Exclude<Answer, { kind: 'answer' }> {
  if (error instanceof TooLarge) {
    return { kind: 'too-large', detail: `The document is larger than ${maxBytes / 1024 / 1024} MiB.` };
  }
  if (error instanceof WrongAddress) {
    return { kind: 'forbidden', detail: 'The host led to another address than its name stands for.' };
  }
  if (signal.aborted) return { kind: 'timeout', detail: 'The host took too long to answer.' };
  return { kind: 'unreachable', detail: reasonOf(error) };
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The host refused the connection.',
  ECONNRESET: 'The answer ended early.',
  HPE_HEADER_OVERFLOW: 'The headers of the answer are too long.',
  Z_BUF_ERROR: 'The answer ended early.',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the host is for another name.',
};

function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? `The answer could not be read: ${(message || code).slice(0, 200)}.`;
}

function settleable<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

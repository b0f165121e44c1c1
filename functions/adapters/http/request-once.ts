/**
 * One HTTP request to a checked target, without following redirects. The body is read and decoded up to a cap; time
 * ends with the signal, and earlier when the host falls silent. A failure is a value that a person can read.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { decodeBody } from './decode-body.ts';
import { describeFailure } from './describe-failure.ts';
import type { Target } from './target.ts';

export type Answer =
  | {
      readonly kind: 'answer';
      readonly response: IncomingMessage;
      /** Empty unless the status is 200. */
      readonly body: Uint8Array;
      /** The connection ended before the body did. */
      readonly truncated: boolean;
    }
  | { readonly kind: 'unreachable' | 'timeout' | 'too-large' | 'forbidden'; readonly detail: string };

type Failure = Exclude<Answer, { kind: 'answer' }>;

export type RequestOptions = {
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body, as sent and as decoded. */
  readonly maxBytes: number;
  /** Longest silence: while connecting, before the headers, and inside the body. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
};

/** Node's own preset is 16 KiB; real answers stay below 8, and 60 are an attack. */
const MAX_HEADER_BYTES = 32 * 1024;

class TooLarge extends Error {}
class TooSilent extends Error {}
class WrongAddress extends Error {}

export async function requestOnce(
  { url, addresses }: Extract<Target, { kind: 'target' }>,
  options: RequestOptions,
): Promise<Answer> {
  try {
    const response = await open(url, addresses, options);
    if (response.statusCode !== 200) {
      response.destroy();
      return { kind: 'answer', response, body: new Uint8Array(), truncated: false };
    }
    return await bodyOf(response, options);
  } catch (error) {
    return failureOf(error, options);
  }
}

function open(url: URL, addresses: readonly string[], options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      agent: false,
      headers: options.headers,
      lookup: pinned(addresses),
      maxHeaderSize: MAX_HEADER_BYTES,
      signal: options.signal,
      timeout: options.idleMs,
    });
    const onSilence = () => request.destroy(new TooSilent());
    request.on('timeout', onSilence);
    request.on('response', (response) => {
      request.off('timeout', onSilence);
      resolve(response);
    });
    request.on('error', reject);
    request.on('socket', (socket) => {
      socket.once('connect', () => {
        // Whatever a resolver or proxy did: no byte is sent to an address that was not checked.
        if (!addresses.includes(socket.remoteAddress ?? '')) request.destroy(new WrongAddress());
      });
    });
    request.end();
  });
}

/** Answers with the checked addresses alone, whatever the name means by now. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, { all: wantsAll }, done) => {
    if (wantsAll) done(null, all);
    else done(null, all[0]?.address ?? '', all[0]?.family);
  };
}

async function bodyOf(response: IncomingMessage, options: RequestOptions): Promise<Answer> {
  const bytes = await readBytes(response, options);
  const coding = response.headers['content-encoding'] ?? '';
  const decoded = await decodeBody(bytes, coding, options.maxBytes);
  switch (decoded.kind) {
    case 'decoded':
      return { kind: 'answer', response, body: decoded.body, truncated: !response.complete };
    case 'too-large':
      return tooLarge(options);
    case 'undecodable':
      return { kind: 'unreachable', detail: decoded.detail };
  }
}

/** What came, even if the connection broke in the middle. Leaving the loop closes the connection. */
async function readBytes(
  response: IncomingMessage,
  { maxBytes, idleMs, signal }: RequestOptions,
): Promise<Uint8Array> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    throw new TooLarge();
  }
  response.setTimeout(idleMs, () => response.destroy(new TooSilent()));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new TooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    const brokeOff = (error as NodeJS.ErrnoException).code === 'ECONNRESET' && !signal.aborted && size > 0;
    if (!brokeOff) throw error;
  }
  return Buffer.concat(chunks);
}

function failureOf(error: unknown, options: RequestOptions): Failure {
  if (error instanceof TooLarge) return tooLarge(options);
  if (error instanceof WrongAddress) {
    return { kind: 'forbidden', detail: 'The host led to another address than its name stands for.' };
  }
  if (error instanceof TooSilent || options.signal.aborted) {
    return { kind: 'timeout', detail: 'The host took too long to answer.' };
  }
  return { kind: 'unreachable', detail: describeFailure(error) };
}

function tooLarge({ maxBytes }: RequestOptions): Failure {
  return { kind: 'too-large', detail: `The document is larger than ${maxBytes / 1024 / 1024} MiB.` };
}

/**
 * SES's HTTP: POST a form, get XML. A client that goes away in the middle ends its own request and nothing else.
 * Credentials are asked for and not checked; names other than loopback's are refused, so that no web page reaches it.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorXml, type ResultValue, resultXml, SesError } from './query-protocol.ts';

/** The largest message is 10 MiB, a third more in base64, and a little more as a form: 20 MiB hold it. */
const MAX_BODY_BYTES = 20 * 1024 * 1024;
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export type Perform = (form: URLSearchParams) => Promise<ResultValue>;

/** Answers one request; never rejects. */
export async function answer(
  perform: Perform,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Writing to a client that has gone is no fault of ours.
  response.on('error', () => {});
  let form: URLSearchParams;
  try {
    form = new URLSearchParams(await readBody(request));
  } catch {
    response.destroy();
    return;
  }
  const requestId = randomUUID();
  try {
    refuseStrangers(request);
    reply(response, 200, resultXml(form.get('Action') ?? '', await perform(form), requestId), requestId);
  } catch (error) {
    const known = error instanceof SesError;
    const message = error instanceof Error ? error.message : String(error);
    const shown = known ? error : new SesError('InternalFailure', message);
    reply(response, known ? error.status : 500, errorXml(shown, requestId), requestId);
  }
}

function refuseStrangers({ method, headers }: IncomingMessage): void {
  if (method !== 'POST' || !LOOPBACK.test(headers.host ?? '')) {
    throw new SesError('InvalidAction', 'Expected POST to a loopback name');
  }
  if (!headers.authorization?.startsWith('AWS4-')) {
    throw new SesError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
}

/** @throws when the client goes away or sends too much */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`Request body: expected at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function reply(response: ServerResponse, status: number, body: string, requestId: string): void {
  response.writeHead(status, {
    'content-type': 'text/xml',
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': requestId,
  });
  response.end(body);
}

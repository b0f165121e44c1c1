/**
 * DynamoDB's protocol over HTTP: POST a JSON object with the operation's name in X-Amz-Target.
 * A client that goes away in the middle ends its own request and nothing else. Credentials are asked for and
 * not checked; names other than loopback's are refused, so that no web page reaches the database by rebinding.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Perform } from './operations.ts';
import { isWireError, type WireObject, wireError } from './wire.ts';

/** The service takes no larger request: 16 MiB. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const TARGET = /^DynamoDB_20120810\.(\w+)$/;
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Answers one request; never rejects. */
export async function answer(
  perform: Perform,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Writing to a client that has gone is no fault of ours.
  response.on('error', () => {});
  let body: Buffer;
  try {
    body = await readBody(request);
  } catch {
    response.destroy();
    return;
  }
  try {
    reply(response, 200, await perform(operationOf(request), parse(body)));
  } catch (error) {
    if (isWireError(error)) reply(response, error.statusCode, error.body);
    else {
      const message = error instanceof Error ? error.message : String(error);
      reply(response, 500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message });
    }
  }
}

/** @throws when the client goes away or sends too much */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`Request body: expected at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function operationOf({ method, headers }: IncomingMessage): string {
  const target = TARGET.exec(String(headers['x-amz-target'] ?? ''));
  if (method !== 'POST' || !target?.[1] || !LOOPBACK.test(headers.host ?? '')) {
    throw wireError(
      'UnknownOperationException',
      'Expected POST to a loopback name with X-Amz-Target DynamoDB_20120810.…',
    );
  }
  if (!headers.authorization?.startsWith('AWS4-')) {
    throw wireError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  }
  return target[1];
}

function parse(body: Buffer): WireObject {
  let input: unknown;
  try {
    input = JSON.parse(body.toString());
  } catch {
    throw wireError('SerializationException', 'The request is no JSON');
  }
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as WireObject;
  throw wireError('SerializationException', 'The request is no JSON object');
}

function reply(response: ServerResponse, status: number, body: WireObject): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}

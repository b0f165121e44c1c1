/** A server before another one, or alone, that loses replies and requests on demand, as networks do. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type LossyServer = {
  readonly url: string;
  /** What the next request meets: its reply is lost, or it is itself. */
  next(mishap: 'reply' | 'request'): void;
  close(): Promise<void>;
};

/** @param target URL of the server behind. */
export async function startLossyServer(target: string): Promise<LossyServer> {
  const mishaps: ('reply' | 'request')[] = [];
  const server = await listen(async (request, response) => {
    const mishap = mishaps.shift();
    const body = await bodyOf(request);
    if (mishap === 'request') return void response.destroy();
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const reply = await fetch(target, {
      method: 'POST',
      body,
      headers: { authorization, 'content-type': type },
    });
    const text = await reply.text();
    if (mishap === 'reply') return void response.destroy();
    response.writeHead(reply.status, { 'content-type': 'text/xml' }).end(text);
  });
  return { ...server, next: (mishap) => void mishaps.push(mishap) };
}

/** A server that answers as the listener does. */
export async function listen(
  listener: RequestListener,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

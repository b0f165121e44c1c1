/**
 * The one port of a local service, on loopback only. The port is taken first, since the address stands in every link;
 * requests that come before the site is built wait for it.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Client } from '../../functions/web/deps.ts';

export type Site = (request: Request, client: Client) => Promise<Response>;

export type HttpServer = {
  /** Origin, without a slash at the end. */
  readonly url: string;
  /** Answers every request from now on, those that wait included. */
  serve(site: Site): void;
  /** Takes no new request, and cuts off those that are not answered after `graceMs`. */
  close(graceMs: number): Promise<void>;
};

export type ListenResult =
  | { readonly kind: 'listening'; readonly server: HttpServer }
  /** `reason` is a sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/** @param port 0 = any free one. */
export async function listen(port: number): Promise<ListenResult> {
  let serve: HttpServer['serve'] = () => {};
  const site = new Promise<Site>((resolve) => {
    serve = resolve;
  });
  const server = createServer(
    getRequestListener(
      async (request, { incoming }) => (await site)(request, { ip: incoming.socket.remoteAddress }),
      { overrideGlobalObjects: false },
    ),
  );
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    const reason = reasonOf(error, port);
    if (reason === undefined) throw error;
    return { kind: 'refused', reason };
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { kind: 'listening', server: { url, serve, close: (graceMs) => close(server, graceMs) } };
}

function reasonOf(error: unknown, port: number): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const remedy = 'Choose another: PORT=8081 npm start, or PORT=0 for any free one.';
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. ${remedy}`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user. ${remedy}`;
  return undefined;
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}

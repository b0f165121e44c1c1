/**
 * What the one port answers: the product's pages, and beside them what exists on this machine only (the inbox, the
 * status, the demonstration site).
 */
import type { Status } from '../../functions/pipeline/status.ts';
import type { Web } from '../../functions/web/deps.ts';
import type { Site } from './http-server.ts';

type Routes = { fetch(request: Request): Response | Promise<Response> };

export type SiteParts = {
  /** Origin. */
  readonly url: string;
  readonly web: Web;
  readonly status: () => Promise<Status>;
  /** Absent when mail leaves this machine. */
  readonly inbox?: Routes;
  readonly demo?: Routes;
};

export function createLocalSite({ url, web, status, inbox, demo }: SiteParts): Site {
  const hosts = hostsOf(new URL(url).port);
  return async (request, client) => {
    const { host, pathname } = new URL(request.url);
    if (!hosts.has(host)) return wrongHost(url);
    if (pathname === '/status.json') return Response.json(await status(), { headers: NO_STORE });
    if (inbox && isAt(pathname, 'inbox')) return inbox.fetch(request);
    if (demo && isAt(pathname, 'demo')) return demo.fetch(request);
    return web.fetch(request, client);
  };
}

const NO_STORE = { 'cache-control': 'no-store' };

/**
 * Names of this machine. A page of a stranger whose own name was made to lead here (DNS rebinding) asks under that
 * name, and must not read the inbox.
 */
function hostsOf(port: string): ReadonlySet<string> {
  return new Set(['127.0.0.1', 'localhost', '[::1]'].map((name) => (port === '' ? name : `${name}:${port}`)));
}

function wrongHost(url: string): Response {
  return new Response(`This is a service of this machine alone: ${url}\n`, { status: 421 });
}

/** `/name`, `/name.json` and what lies below. */
function isAt(pathname: string, name: string): boolean {
  return pathname === `/${name}` || pathname === `/${name}.json` || pathname.startsWith(`/${name}/`);
}

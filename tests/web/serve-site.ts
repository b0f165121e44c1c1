/** A site on a port of its own, and a real browser to look at it. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import type { Web } from '../../functions/web/deps.ts';
import { createSite, type Site } from './site.ts';

/** Where Chromium is on usual systems; undefined where there is none. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

export type ServedSite = { readonly site: Site; readonly url: string; close(): Promise<void> };

export async function serveSite(over: Parameters<typeof createSite>[0] = {}): Promise<ServedSite> {
  let web: Web | undefined;
  const server = serve({
    fetch: (request: Request, env: HttpBindings | Http2Bindings) => {
      if (!web) throw new Error('expected no request before the site is made');
      return web.fetch(request, { ip: env.incoming.socket.remoteAddress });
    },
    hostname: '127.0.0.1',
    port: 0,
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const site = await createSite({ baseUrl: url, ...over });
  web = site.web;
  return { site, url, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

export function launchBrowser() {
  if (CHROMIUM === undefined) throw new Error('expected a Chromium, got none');
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** A host on loopback for tests of the fetcher, and a fetcher that may read from it alone. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import {
  createHttpFeedFetcher,
  type HttpFeedFetcherOptions,
} from '../../../functions/adapters/http/feed-fetcher.ts';
import type { Validators } from '../../../functions/domain/feed/feed.ts';
import type { FetchResult } from '../../../functions/ports/feed-fetcher.ts';
import { FakeClock } from '../../support/fake-clock.ts';

export const NOW = Date.parse('2026-05-20T12:00:00Z');

const closers: (() => void)[] = [];
afterEach(closeHosts);

export function closeHosts(): void {
  for (const close of closers.splice(0)) close();
}

/** Lives until the test ends. @returns its origin. */
export async function aHost(listener: RequestListener, address = '127.0.0.1'): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen(0, address, resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

export function aFetcher(options: Partial<HttpFeedFetcherOptions> = {}) {
  return createHttpFeedFetcher({ clock: new FakeClock(NOW), ...options });
}

/** Reads `/feed` of a host that answers like this. */
export async function readFrom(
  listener: RequestListener,
  validators: Validators = {},
  options: Partial<HttpFeedFetcherOptions> = {},
): Promise<FetchResult> {
  const origin = await aHost(listener);
  return aFetcher({ allowOrigins: [origin], ...options }).fetch({ url: `${origin}/feed`, validators });
}

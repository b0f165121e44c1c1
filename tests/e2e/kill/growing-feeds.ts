/**
 * Publishers for the kill tests: feeds on loopback, each on a port of its own, that get a new notice all the time.
 * Every notice stands in two of the feeds under one permalink, so that it can arrive by either and must be mailed
 * once. Conditional requests work as on a careful server, and nothing is taken out again.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type GrowingFeeds = {
  /** Of each server, for WATCHWORD_ALLOW_ORIGINS. */
  readonly origins: readonly string[];
  /** The feeds as an OPML document. */
  readonly opml: string;
  /** Resolves when each feed was asked for under its validators: it was read whole before, and what comes is news. */
  settled(): Promise<void>;
  /** Publishes one notice now and one every `everyMs` until `stop`. */
  start(everyMs: number): void;
  stop(): void;
  /** Numbers of the notices published so far. */
  published(): readonly string[];
  close(): Promise<void>;
};

type Notice = { readonly number: string; readonly link: string; readonly at: number };

export async function startGrowingFeeds(hosts: number): Promise<GrowingFeeds> {
  const feeds = await Promise.all(Array.from({ length: hosts }, startFeed));
  const numbers: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function publish(): void {
    const place = numbers.length;
    const number = String(place + 1).padStart(4, '0');
    const [home, other] = [feeds[place % hosts], feeds[(place + 1) % hosts]];
    if (!home || !other) throw new Error('Growing feeds: expected at least one host');
    const notice = { number, link: `${home.origin}/notices/${number}`, at: Date.now() };
    for (const feed of new Set([home, other])) feed.notices.unshift(notice);
    numbers.push(number);
  }

  return {
    origins: feeds.map(({ origin }) => origin),
    opml: opmlOf(feeds.map(({ origin }) => `${origin}/feed.xml`)),
    settled: async () => void (await Promise.all(feeds.map((feed) => feed.settled))),
    start(everyMs) {
      publish();
      timer = setInterval(publish, everyMs);
    },
    stop: () => clearInterval(timer),
    published: () => [...numbers],
    async close() {
      clearInterval(timer);
      await Promise.all(feeds.map((feed) => feed.close()));
    },
  };
}

async function startFeed(_: unknown, place: number) {
  const notices: Notice[] = [];
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const server = createServer((request, response) => {
    const body = feedDocument(notices, place);
    if (request.headers['if-none-match'] !== undefined) settle();
    answer(request, response, body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    notices,
    settled,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { etag, 'content-type': 'application/rss+xml' }).end(body);
}

function feedDocument(notices: readonly Notice[], place: number): string {
  const items = notices.map(
    ({ number, link, at }) => `<item><title>Notice ${number} from the north</title><link>${link}</link>
<guid>${link}</guid><pubDate>${new Date(at).toUTCString()}</pubDate>
<description>Ships report drift ice beyond the Arctic circle, and talks about sanctions go on.</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour ${place}</title>
<link>http://harbour.example/</link><description>Notices to mariners</description>${items.join('\n')}
<item><title>Harbour ${place} opens</title><guid isPermaLink="false">opening-${place}</guid></item>
</channel></rss>`;
}

function opmlOf(urls: readonly string[]): string {
  const outlines = urls.map((url) => `<outline type="rss" text="Harbour" xmlUrl="${url}"/>`);
  return `<?xml version="1.0"?><opml version="2.0"><head/><body>${outlines.join('')}</body></opml>`;
}

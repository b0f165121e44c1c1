import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, openTerminal } from './terminal.ts';

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><language>en</language>
<item><guid isPermaLink="false">1</guid><link>/one</link><title>Ice &amp; snow</title>
<pubDate>Wed, 19 May 2021 20:00:00 GMT</pubDate><description>&lt;p onclick="x()"&gt;Cold&lt;/p&gt;</description></item>
</channel></rss>`;

describe('feed parse', () => {
  it('prints a document as Watchword sees it', async () => {
    const { status, out } = await openTerminal().type(['feed', 'parse', '-', '--json'], FEED);
    expect(status).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      feed: { title: 'Example Wire', language: 'en' },
      entries: [
        {
          id: '1',
          url: null,
          title: 'Ice & snow',
          author: null,
          publishedAt: '2021-05-19T20:00:00.000Z',
          updatedAt: null,
          summary: '<p>Cold</p>',
          categories: [],
          language: 'en',
        },
      ],
      repairs: expect.any(Array),
    });
  });

  it('is a table for people', async () => {
    const { out } = await openTerminal().type(['feed', 'parse', '-'], FEED);
    expect(out[0]).toBe('Example Wire (rss, en), 1 entries');
    expect(out.at(-1)).toMatch(/^2021-05-19 20:00 +Ice & snow +–$/);
  });

  it('ends with status 1 and the reason for what is no feed', async () => {
    const result = await openTerminal().type(
      ['feed', 'parse', '-', '--json'],
      '<html><body>Hello</body></html>',
    );
    expect(result).toMatchObject({ status: 1, out: [] });
    expect(errorOf(result)).toMatchObject({
      kind: 'not-a-feed',
      message: expect.stringMatching(/HTML|page/i),
    });
  });

  it('ends with status 1 for a file that is not there', async () => {
    expect(await openTerminal().type(['feed', 'parse', 'no-such.xml'])).toMatchObject({
      status: 1,
      err: ['The file no-such.xml cannot be read: there is none of this name.'],
    });
  });
});

describe('feed parse of an address', () => {
  const server = createServer((_, response) => response.end(FEED));
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`;
  });
  afterAll(() => void server.close());

  it('never asks a private address, and says how to allow one of this machine', async () => {
    const result = await openTerminal().type(['feed', 'parse', url, '--json']);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toMatchObject({
      kind: 'forbidden',
      suggestion: expect.stringContaining(`WATCHWORD_ALLOW_ORIGINS=${new URL(url).origin}`),
    });
  });
});

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpFeedFetcher } from '../../../functions/adapters/http/feed-fetcher.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A host on loopback; its origin. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const text = (body: Uint8Array) => Buffer.from(body).toString();

/** Reads from a host on loopback, which is allowed for it alone. */
async function read(listener: RequestListener, validators = {}, options = {}) {
  const origin = await serve(listener);
  const fetcher = createHttpFeedFetcher({ clock: new FakeClock(), allowOrigins: [origin], ...options });
  return fetcher.fetch({ url: `${origin}/feed`, validators });
}

const fetcherWith = (resolve: (host: string) => Promise<readonly string[]>) =>
  createHttpFeedFetcher({ clock: new FakeClock(), resolve, timeoutMs: 2_000 });

describe('fetching a feed', () => {
  it('returns the document, its type and validators, and the address it came from', async () => {
    const result = await read((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { location: '/moved' }).end();
      else
        response
          .writeHead(200, {
            etag: 'W/"x"',
            'last-modified': 'Wed, 20 May 2026 12:00:00 GMT',
            'content-type': 'text/xml',
          })
          .end('<rss/>');
    });
    expect(result).toMatchObject({
      kind: 'modified',
      contentType: 'text/xml',
      validators: { etag: 'W/"x"', lastModified: 'Wed, 20 May 2026 12:00:00 GMT' },
      finalUrl: expect.stringMatching(/\/moved$/),
    });
  });

  it('sends validators back byte for byte', async () => {
    const sent: unknown[] = [];
    const validators = { etag: '"a,b"; odd', lastModified: 'yesterday, perhaps' };
    const result = await read((request, response) => {
      sent.push(request.headers['if-none-match'], request.headers['if-modified-since']);
      response.writeHead(304).end();
    }, validators);
    expect(result).toEqual({ kind: 'not-modified' });
    expect(sent).toEqual([validators.etag, validators.lastModified]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('decodes %s', async (coding, encode) => {
    const result = await read((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(encode(Buffer.from('<rss/>'))),
    );
    expect(result.kind === 'modified' && text(result.body)).toBe('<rss/>');
  });

  it.each<[string, RequestListener, object]>([
    ['410', (_, r) => r.writeHead(410).end(), { kind: 'gone' }],
    [
      '404',
      (_, r) => r.writeHead(404).end(),
      { kind: 'failed', how: 'http-error', detail: expect.stringContaining('404') },
    ],
    ['500', (_, r) => r.writeHead(500).end(), { kind: 'failed', how: 'http-error' }],
    [
      '429',
      (_, r) => r.writeHead(429, { 'retry-after': '60' }).end(),
      { kind: 'retry-later', afterMs: 60_000 },
    ],
    ['503 without a time', (_, r) => r.writeHead(503).end(), { kind: 'retry-later' }],
    ['an endless redirect', (_, r) => r.writeHead(302, { location: '/feed' }).end(), { how: 'http-error' }],
    [
      'a redirect to a private literal',
      (_, r) => r.writeHead(302, { location: 'http://[::ffff:127.0.0.1]/' }).end(),
      { how: 'forbidden' },
    ],
    [
      'a redirect to another port of this machine',
      (_, r) => r.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
      { how: 'forbidden' },
    ],
    [
      'a document that ends early',
      (_, r) => {
        r.writeHead(200, { 'content-length': '1000' }).write('<rss>');
        setImmediate(() => r.destroy());
      },
      { how: 'unreachable', detail: 'The answer ended early.' },
    ],
    [
      'an encoding not asked for',
      (_, r) => r.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
      { how: 'unreachable' },
    ],
    [
      'gzip that is none',
      (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
      { how: 'unreachable' },
    ],
    [
      'too many headers',
      (_, r) => r.writeHead(200, { 'x-long': 'x'.repeat(60_000) }).end('x'),
      { how: 'unreachable', detail: 'The headers of the answer are too long.' },
    ],
  ])('says what %s means', async (_, listener, expected) => {
    expect(await read(listener)).toMatchObject(expected);
  });

  it('cuts a document of 30 MB at the cap', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let sent = 0;
    const result = await read((_, response) => {
      const more = () => {
        while (sent < 30 && response.write(chunk)) sent += 1;
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    expect(result).toMatchObject({ how: 'too-large', detail: 'The document is larger than 5 MiB.' });
    expect(sent).toBeLessThan(30);
  });

  it('cuts a bomb before it unfolds', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const result = await read((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    expect(result).toMatchObject({ how: 'too-large' });
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['stops in the middle', (_, response) => void response.writeHead(200).write('<rss>')],
  ])('gives up on a host that %s', async (_, listener) => {
    expect(await read(listener, {}, { timeoutMs: 200 })).toMatchObject({ how: 'timeout' });
  });

  it('says that a connection was refused', async () => {
    const origin = await serve(() => undefined);
    for (const close of closers.splice(0)) close();
    const fetcher = createHttpFeedFetcher({ clock: new FakeClock(), allowOrigins: [origin] });
    expect(await fetcher.fetch({ url: `${origin}/`, validators: {} })).toMatchObject({
      how: 'unreachable',
      detail: 'The host refused the connection.',
    });
  });
});

describe('an address that is not for feeds', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127。0。0。1/',
    'http://①②⑦.0.0.1/',
    'http://127.0.0.1./',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://10.0.0.1/',
    'http://user:secret@news.example/',
    'ftp://news.example/',
    'file:///etc/passwd',
    'http://news.example:22/',
    'http://news.example:6667/',
    'nonsense',
  ])('%s is refused by the real connector', async (url) => {
    const fetcher = fetcherWith(async () => ['93.184.215.14']);
    const result = await fetcher.fetch({ url, validators: {} });
    expect(result).toMatchObject({ kind: 'failed', how: 'forbidden' });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('is one whose name stands for private addresses only', async () => {
    const result = await fetcherWith(async () => ['10.0.0.1', '::1']).fetch({
      url: 'http://news.example/',
      validators: {},
    });
    expect(result).toMatchObject({ how: 'forbidden', detail: expect.stringContaining('news.example') });
  });

  it('is said to be unknown when its name is', async () => {
    const fetcher = fetcherWith(async () => {
      throw new Error('ENOTFOUND');
    });
    expect(await fetcher.fetch({ url: 'http://news.example/', validators: {} })).toMatchObject({
      how: 'unreachable',
      detail: 'The name news.example could not be found.',
    });
  });

  it('is given up when its name is not found in time', async () => {
    const fetcher = createHttpFeedFetcher({
      clock: new FakeClock(),
      timeoutMs: 100,
      resolve: () => new Promise(() => undefined),
    });
    expect(await fetcher.fetch({ url: 'http://news.example/', validators: {} })).toMatchObject({
      how: 'timeout',
    });
  });

  it('is an allowed origin whose name leads away from this machine', async () => {
    const fetcher = createHttpFeedFetcher({
      clock: new FakeClock(),
      allowOrigins: ['http://localhost:8001'],
      resolve: async () => ['93.184.215.14'],
    });
    expect(await fetcher.fetch({ url: 'http://localhost:8001/', validators: {} })).toMatchObject({
      how: 'forbidden',
    });
  });
});

import type { RequestListener, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FetchResult } from '../../../functions/ports/feed-fetcher.ts';
import { aFetcher, aHost, closeHosts, readFrom } from './a-host.ts';

const DOCUMENT = '<rss version="2.0"/>';
const GZIP = gzipSync(Buffer.from(DOCUMENT));

const answer = (response: ServerResponse, coding: string, body: string | Uint8Array) =>
  response.writeHead(200, { 'content-encoding': coding }).end(body);
const textOf = (result: FetchResult) =>
  result.kind === 'modified' ? Buffer.from(result.body).toString() : result;

describe('fetching a feed', () => {
  it('returns the document with its type, its validators and for how long it stays fresh', async () => {
    const result = await readFrom((_, response) =>
      response
        .writeHead(200, {
          etag: 'W/"x"',
          'last-modified': 'Wed, 20 May 2026 12:00:00 GMT',
          'content-type': 'text/xml',
          'cache-control': 'max-age=300',
        })
        .end(DOCUMENT),
    );
    expect(result).toEqual({
      kind: 'modified',
      body: Buffer.from(DOCUMENT),
      contentType: 'text/xml',
      validators: { etag: 'W/"x"', lastModified: 'Wed, 20 May 2026 12:00:00 GMT' },
      finalUrl: expect.stringMatching(/\/feed$/),
      freshMs: 300_000,
    });
  });

  it('sends validators back byte for byte', async () => {
    const sent: unknown[] = [];
    const validators = { etag: '"a,b"; ödd', lastModified: 'yesterday, perhaps' };
    const result = await readFrom((request, response) => {
      sent.push(request.headers['if-none-match'], request.headers['if-modified-since']);
      response.writeHead(304).end();
    }, validators);
    expect(result).toEqual({ kind: 'not-modified' });
    expect(sent).toEqual([validators.etag, validators.lastModified]);
  });

  it('keeps no validator that is too long to be one', async () => {
    const result = await readFrom((_, r) => r.writeHead(200, { etag: `"${'x'.repeat(2_000)}"` }).end('x'));
    expect(result).toMatchObject({ kind: 'modified', validators: {} });
  });

  it('says who asks, and sends no cookie and nothing else that it was not told to', async () => {
    let names: readonly string[] = [];
    let agent: string | undefined;
    await readFrom(
      (request, response) => {
        [names, agent] = [Object.keys(request.headers), request.headers['user-agent']];
        response.writeHead(200, { 'set-cookie': 'a=b' }).end();
      },
      {},
      { userAgent: 'Reader (+https://reader.example)' },
    );
    expect(agent).toBe('Reader (+https://reader.example)');
    expect([...names].sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  it.each([
    ['gzip', gzipSync],
    ['X-GZIP', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['identity', (bytes: Uint8Array) => bytes],
  ])('decodes %s', async (coding, encode) => {
    expect(
      textOf(await readFrom((_, response) => answer(response, coding, encode(Buffer.from(DOCUMENT))))),
    ).toBe(DOCUMENT);
  });

  it('returns what came of a document whose connection broke, and says so', async () => {
    const result = await readFrom((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(DOCUMENT);
      setImmediate(() => response.destroy());
    });
    expect(result).toMatchObject({ kind: 'modified', truncated: true });
    expect(textOf(result)).toBe(DOCUMENT);
  });

  it('returns what came of a coded document that ends early', async () => {
    const text = 'x'.repeat(100_000);
    const cut = brotliCompressSync(Buffer.from(text)).subarray(0, -3);
    const result = textOf(await readFrom((_, response) => answer(response, 'br', cut)));
    expect(typeof result === 'string' && text.startsWith(result)).toBe(true);
  });
});

describe('what an answer means', () => {
  const redirect = (status: number, location: string): RequestListener => {
    return (request, response) => {
      if (request.url === '/feed') response.writeHead(status, { location }).end();
      else response.end(DOCUMENT);
    };
  };
  const forbidden = { kind: 'failed', how: 'forbidden' };
  const httpError = { kind: 'failed', how: 'http-error' };
  const unreachable = { kind: 'failed', how: 'unreachable' };

  it.each<[string, RequestListener, object]>([
    ['404', (_, r) => r.writeHead(404).end(), { ...httpError, detail: 'The host answered 404 Not Found.' }],
    [
      '500',
      (_, r) => r.writeHead(500).end(),
      { ...httpError, detail: 'The host answered 500 Internal Server Error.' },
    ],
    ['204', (_, r) => r.writeHead(204).end(), httpError],
    ['206', (_, r) => r.writeHead(206).end('half'), httpError],
    ['410', (_, r) => r.writeHead(410).end(), { kind: 'gone', detail: 'The host answered 410 Gone.' }],
    [
      '429',
      (_, r) => r.writeHead(429, { 'retry-after': '60' }).end(),
      { kind: 'retry-later', afterMs: 60_000 },
    ],
    [
      '503 until a time',
      (_, r) => r.writeHead(503, { 'retry-after': 'Wed, 20 May 2026 12:05:00 GMT' }).end(),
      { kind: 'retry-later', afterMs: 300_000 },
    ],
    [
      '503 without a time',
      (_, r) => r.writeHead(503).end(),
      { kind: 'retry-later', detail: 'The host answered 503 Service Unavailable.' },
    ],
    [
      '403',
      (_, r) => r.writeHead(403).end(),
      { kind: 'retry-later', detail: 'The host answered 403 Forbidden.' },
    ],
    [
      '304 with a time',
      (_, r) => r.writeHead(304, { 'cache-control': 'max-age=60' }).end(),
      { freshMs: 60_000 },
    ],
    [
      'a reason that is meant for a terminal',
      (_, r) => r.writeHead(500, 'Oh\u009b31m no').end(),
      { detail: 'The host answered 500 Oh31m no.' },
    ],
    ['a redirect to nowhere', (_, r) => r.writeHead(302).end(), { detail: 'The host answered 302 Found.' }],
    [
      'an endless redirect',
      (_, r) => r.writeHead(302, { location: '/feed' }).end(),
      { ...httpError, detail: 'The host redirects more than 5 times.' },
    ],
    ['a redirect to a literal', redirect(302, 'http://[::ffff:127.0.0.1]/'), forbidden],
    ['a redirect to another port', redirect(302, 'http://127.0.0.1:9/'), forbidden],
    ['a redirect to a file', redirect(302, 'file:///etc/passwd'), forbidden],
    ['a redirect with a password', redirect(302, 'http://me:secret@news.example/'), forbidden],
    ['no answer', (_, r) => r.destroy(), { ...unreachable, detail: 'The host closed the connection.' }],
    [
      'a document of which nothing came',
      (_, r) => {
        r.writeHead(200, { 'content-length': '1000' }).flushHeaders();
        setImmediate(() => r.destroy());
      },
      { ...unreachable, detail: 'The host closed the connection.' },
    ],
    [
      'something else than HTTP',
      (_, r) => r.socket?.end('SSH-2.0-server\r\n'),
      { ...unreachable, detail: expect.stringContaining('The answer is not HTTP') },
    ],
    [
      'too many headers',
      (_, r) => r.writeHead(200, { 'x-long': 'x'.repeat(60_000) }).end('x'),
      { ...unreachable, detail: 'The headers of the answer are too long.' },
    ],
    [
      'a coding not asked for',
      (_, r) => answer(r, 'zstd', 'x'),
      { ...unreachable, detail: 'The host sent an encoding that was not asked for.' },
    ],
    [
      'six codings, one inside the other',
      (_, r) => answer(r, 'gzip, gzip, gzip, gzip, gzip, gzip', GZIP),
      { ...unreachable, detail: 'The host sent an encoding that was not asked for.' },
    ],
    [
      'a coding that it has not',
      (_, r) => answer(r, 'gzip', 'plain'),
      { ...unreachable, detail: 'The answer is not the gzip that it says it is.' },
    ],
  ])('is told for %s', async (_, listener, expected) => {
    const result = await readFrom(listener);
    expect(result).toMatchObject(expected);
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('is told for a host where nothing listens', async () => {
    const origin = await aHost(() => undefined);
    closeHosts();
    expect(await aFetcher({ allowOrigins: [origin] }).fetch({ url: origin, validators: {} })).toMatchObject({
      ...unreachable,
      detail: 'The host refused the connection.',
    });
  });

  it('includes where a feed moved for good, up to the first redirect that is temporary', async () => {
    const steps: Readonly<Record<string, [number, string]>> = {
      '/feed': [301, '/moved'],
      '/moved': [308, '/again'],
      '/again': [302, '/today'],
    };
    const result = await readFrom(({ url = '' }, response) => {
      const [status, location] = steps[url] ?? [200, ''];
      response.writeHead(status, location === '' ? {} : { location }).end(DOCUMENT);
    });
    expect(result).toMatchObject({
      finalUrl: expect.stringMatching(/\/today$/),
      movedTo: expect.stringMatching(/\/again$/),
    });
    expect(await readFrom(redirect(307, '/elsewhere'))).not.toHaveProperty('movedTo');
  });
});

describe('the bounds of a fetch', () => {
  const MiB = 1024 * 1024;

  it.each([true, false])('cut a document of 30 MB at the cap (length told: %s)', async (isLengthTold) => {
    const chunk = Buffer.alloc(MiB, 'x');
    let sent = 0;
    const result = await readFrom((_, response) => {
      const more = () => {
        while (sent < 30 && response.write(chunk)) sent += 1;
      };
      response.writeHead(200, isLengthTold ? { 'content-length': 30 * MiB } : {}).on('drain', more);
      more();
    });
    expect(result).toEqual({
      kind: 'failed',
      how: 'too-large',
      detail: 'The document is larger than 5 MiB.',
    });
    expect(sent).toBeLessThan(30);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('cut a bomb of %s before it unfolds', async (coding, encode) => {
    const bomb = encode(Buffer.alloc(8 * MiB));
    expect(await readFrom((_, response) => answer(response, coding, bomb))).toMatchObject({
      how: 'too-large',
    });
  });

  it('let a document of exactly the cap pass', async () => {
    const result = await readFrom((_, response) => response.end('x'.repeat(1_000)), {}, { maxBytes: 1_000 });
    expect(result).toMatchObject({ kind: 'modified' });
  });

  const drip: RequestListener = (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  };
  it.each<[string, RequestListener, object]>([
    ['never answers', () => undefined, { idleMs: 100 }],
    ['never answers', () => undefined, { timeoutMs: 100 }],
    ['stops in the middle', (_, response) => void response.writeHead(200).write('<rss>'), { idleMs: 100 }],
    ['stops in the middle', (_, response) => void response.writeHead(200).write('<rss>'), { timeoutMs: 100 }],
    ['sends byte by byte', drip, { idleMs: 1_000, timeoutMs: 200 }],
  ])('give up on a host that %s', async (_, listener, limits) => {
    expect(await readFrom(listener, {}, limits)).toEqual({
      kind: 'failed',
      how: 'timeout',
      detail: 'The host took too long to answer.',
    });
  });

  it('include the time for all redirects together', async () => {
    const slow: RequestListener = (_, response) => {
      setTimeout(() => response.writeHead(302, { location: '/feed' }).end(), 60);
    };
    expect(await readFrom(slow, {}, { timeoutMs: 200 })).toMatchObject({ how: 'timeout' });
  });
});

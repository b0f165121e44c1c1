/**
 * Reads feed documents over HTTP: conditional requests, redirects checked one by one, bounds on bytes and time, and no
 * request to a private address. Whatever a host does is a value; nothing a host does throws.
 */
import type { IncomingMessage } from 'node:http';
import type { Validators } from '../../domain/feed/feed.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FeedFetcher, FetchRequest, FetchResult } from '../../ports/feed-fetcher.ts';
import { type Answer, requestOnce } from './request-once.ts';
import { retryAfterMs } from './retry-after.ts';
import { type Resolve, systemResolve, targetOf } from './target.ts';

export type HttpFeedFetcherOptions = {
  readonly clock: Pick<Clock, 'now'>;
  /** Exact origins on loopback that may be read; local configuration only. */
  readonly allowOrigins?: readonly string[];
  readonly resolve?: Resolve;
  /** Of a document, as sent and as decoded. */
  readonly maxBytes?: number;
  /** For one document, redirects included. */
  readonly timeoutMs?: number;
  /** Says who asks, with a page about it. */
  readonly userAgent?: string;
};

/** The largest real feed that we hold has 1.6 MB. */
const MAX_BYTES = 5 * 1024 * 1024;
/** Half of a run's 55 s, so that one hanging feed leaves time for the others of its host. */
const TIMEOUT_MS = 25_000;
/** As many as Chromium's feed readers follow in practice; real feeds need two. */
const MAX_REDIRECTS = 5;
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

type Settings = Required<HttpFeedFetcherOptions>;

export function createHttpFeedFetcher(options: HttpFeedFetcherOptions): FeedFetcher {
  const settings: Settings = {
    allowOrigins: [],
    resolve: systemResolve,
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    userAgent: 'Watchword/0.1 (feed reader)',
    ...options,
  };
  return { fetch: (request) => fetchFeed(settings, request) };
}

async function fetchFeed(settings: Settings, { url, validators }: FetchRequest): Promise<FetchResult> {
  const signal = AbortSignal.timeout(settings.timeoutMs);
  if (!URL.canParse(url)) return failed('forbidden', 'This is no address that can be read.');
  let next = new URL(url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await ask(settings, next, validators, signal);
    if (answer.kind !== 'answer') return failed(answer.kind, answer.detail);
    const location = redirectOf(answer.response, next);
    if (!location) return resultOf(settings, answer, next);
    next = location;
  }
  return failed('http-error', `The host redirects more than ${MAX_REDIRECTS} times.`);
}

async function ask(
  settings: Settings,
  url: URL,
  { etag, lastModified }: Validators,
  signal: AbortSignal,
): Promise<Answer> {
  const target = await raced(targetOf(url, settings), signal);
  if (target === undefined)
    return { kind: 'timeout', detail: 'The name of the host could not be found in time.' };
  if (target.kind !== 'target') return target;
  return requestOnce(target, {
    headers: {
      accept: ACCEPT,
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': settings.userAgent,
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
    },
    maxBytes: settings.maxBytes,
    signal,
  });
}

/** A resolver knows no signal: its answer is waited for no longer than that. */
async function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  return Promise.race([
    work,
    new Promise<undefined>((resolve) =>
      signal.addEventListener('abort', () => resolve(undefined), { once: true }),
    ),
  ]);
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  const { location } = headers;
  if (!REDIRECTS.includes(statusCode) || !location || !URL.canParse(location, from.href)) return undefined;
  return new URL(location, from);
}

function resultOf(
  { clock }: Settings,
  { response, body }: Extract<Answer, { kind: 'answer' }>,
  url: URL,
): FetchResult {
  const { statusCode = 0, statusMessage = '', headers } = response;
  const detail = `The host answered ${statusCode} ${statusMessage}`.trim().slice(0, 200).concat('.');
  switch (statusCode) {
    case 200:
      return {
        kind: 'modified',
        body,
        ...(headers['content-type'] !== undefined && { contentType: headers['content-type'] }),
        validators: validatorsOf(headers),
        finalUrl: url.href,
      };
    case 304:
      return { kind: 'not-modified' };
    case 410:
      return { kind: 'gone', detail };
    case 403:
    case 429:
    case 503: {
      const afterMs = retryAfterMs(headers['retry-after'], clock.now());
      return { kind: 'retry-later', ...(afterMs !== undefined && { afterMs }), detail };
    }
    default:
      return failed('http-error', detail);
  }
}

function validatorsOf(headers: IncomingMessage['headers']): Validators {
  return {
    ...(headers.etag !== undefined && { etag: headers.etag }),
    ...(headers['last-modified'] !== undefined && { lastModified: headers['last-modified'] }),
  };
}

function failed(how: Extract<FetchResult, { kind: 'failed' }>['how'], detail: string): FetchResult {
  return { kind: 'failed', how, detail };
}

/**
 * Reads feed documents over HTTP: conditional requests, redirects checked one by one, bounds on bytes and time, and no
 * request to a private address. Whatever a host does is a value; nothing a host does throws.
 */
import type { Validators } from '../../domain/feed/feed.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FeedFetcher, FetchRequest, FetchResult } from '../../ports/feed-fetcher.ts';
import { ACCEPT_ENCODING } from './decode-body.ts';
import { failed, resultOf } from './fetch-result.ts';
import { type Answer, requestOnce } from './request-once.ts';
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
  /** Longest silence of a host. */
  readonly idleMs?: number;
  /** Says who asks, with a page about it. */
  readonly userAgent?: string;
};

/** The largest real feed that we hold has 1.6 MB. */
const MAX_BYTES = 5 * 1024 * 1024;
/** Half of a run's 55 s, so that one slow feed leaves time for the others of its host. */
const TIMEOUT_MS = 25_000;
/** A host that is silent for so long hangs: five such feeds fit a run. */
const IDLE_MS = 10_000;
/** Real feeds need two: to https, and to where the feed moved. */
const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const PERMANENT: readonly number[] = [301, 308];
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

type Settings = Required<HttpFeedFetcherOptions>;

export function createHttpFeedFetcher(options: HttpFeedFetcherOptions): FeedFetcher {
  const settings: Settings = {
    allowOrigins: [],
    resolve: systemResolve,
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    idleMs: IDLE_MS,
    userAgent: 'Watchword/0.1 (feed reader)',
    ...options,
  };
  return { fetch: (request) => fetchFeed(settings, request) };
}

async function fetchFeed(settings: Settings, { url, validators }: FetchRequest): Promise<FetchResult> {
  if (!URL.canParse(url)) return failed('forbidden', 'This is no address that can be read.');
  const signal = AbortSignal.timeout(settings.timeoutMs);
  const first = new URL(url);
  let next = first;
  let movedTo: URL | undefined;
  let isForGood = true;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await ask(within(settings, first), next, validators, signal);
    if (answer.kind !== 'answer') return failed(answer.kind, answer.detail);
    const location = locationOf(answer, next);
    if (!location) return resultOf(answer, { url: next, movedTo, now: settings.clock.now() });
    // What follows a temporary redirect may lead elsewhere tomorrow.
    isForGood &&= isPermanent(answer);
    if (isForGood) movedTo = location;
    next = location;
  }
  return failed('http-error', `The host redirects more than ${MAX_REDIRECTS} times.`);
}

/** A feed elsewhere cannot lead to this machine, whatever is allowed to feeds that are here. */
function within(settings: Settings, first: URL): Settings {
  return settings.allowOrigins.includes(first.origin) ? settings : { ...settings, allowOrigins: [] };
}

async function ask(
  settings: Settings,
  url: URL,
  { etag, lastModified }: Validators,
  signal: AbortSignal,
): Promise<Answer> {
  const target = await raced(targetOf(url, settings), signal);
  if (target === undefined) {
    return { kind: 'timeout', detail: 'The name of the host could not be found in time.' };
  }
  if (target.kind !== 'target') return target;
  return requestOnce(target, {
    headers: {
      accept: ACCEPT,
      'accept-encoding': ACCEPT_ENCODING,
      'user-agent': settings.userAgent,
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
    },
    maxBytes: settings.maxBytes,
    idleMs: settings.idleMs,
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

type Answered = Extract<Answer, { kind: 'answer' }>;

function locationOf({ response: { statusCode = 0, headers } }: Answered, from: URL): URL | undefined {
  const { location } = headers;
  if (!REDIRECTS.includes(statusCode) || !location || !URL.canParse(location, from.href)) return undefined;
  return new URL(location, from);
}

function isPermanent({ response: { statusCode = 0 } }: Answered): boolean {
  return PERMANENT.includes(statusCode);
}

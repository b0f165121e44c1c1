/** What an answer means for the feed: its status, and the headers that say when and how to ask again. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Validators } from '../../domain/feed/feed.ts';
import type { FetchResult } from '../../ports/feed-fetcher.ts';
import { freshForMs } from './fresh-for.ts';
import type { Answer } from './request-once.ts';
import { retryAfterMs } from './retry-after.ts';

/** Real validators have below 200 characters; longer ones are not kept, because they would be paid for with every write. */
const MAX_VALIDATOR = 1_024;

type Read = {
  /** The address that answered. */
  readonly url: URL;
  readonly movedTo: URL | undefined;
  /** ms UTC. */
  readonly now: number;
};

export function resultOf(
  { response, body, truncated }: Extract<Answer, { kind: 'answer' }>,
  { url, movedTo, now }: Read,
): FetchResult {
  const { statusCode = 0, headers } = response;
  const detail = describe(statusCode, response.statusMessage ?? '');
  const freshMs = freshForMs(headers);
  switch (statusCode) {
    case 200:
      return {
        kind: 'modified',
        body,
        ...(headers['content-type'] !== undefined && { contentType: headers['content-type'] }),
        validators: validatorsOf(headers),
        finalUrl: url.href,
        ...(movedTo && { movedTo: movedTo.href }),
        ...(truncated && { truncated }),
        ...(freshMs !== undefined && { freshMs }),
      };
    case 304:
      return { kind: 'not-modified', ...(freshMs !== undefined && { freshMs }) };
    case 410:
      return { kind: 'gone', detail };
    case 403:
    case 429:
    case 503: {
      const afterMs = retryAfterMs(headers['retry-after'], now);
      return { kind: 'retry-later', ...(afterMs !== undefined && { afterMs }), detail };
    }
    default:
      return failed('http-error', detail);
  }
}

export function failed(how: Extract<FetchResult, { kind: 'failed' }>['how'], detail: string): FetchResult {
  return { kind: 'failed', how, detail };
}

/** The reason phrase is the host's text and ends up in a terminal: printable ASCII only. */
function describe(status: number, reason: string): string {
  return `The host answered ${status} ${reason.replace(/[^ -~]/g, '').slice(0, 100)}`.trim().concat('.');
}

function validatorsOf({ etag, 'last-modified': lastModified }: IncomingHttpHeaders): Validators {
  return {
    ...(isKept(etag) && { etag }),
    ...(isKept(lastModified) && { lastModified }),
  };
}

function isKept(validator: string | undefined): validator is string {
  return validator !== undefined && validator.length <= MAX_VALIDATOR;
}

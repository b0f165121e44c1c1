/**
 * Asks for one feed document over HTTP, once, within bounds of bytes and time, and never at a private address.
 * Every end of it is a value; only a fault of our own throws.
 */
import type { Validators } from '../domain/feed/feed.ts';

export type FetchRequest = { readonly url: string; readonly validators: Validators };

export type FetchResult =
  | {
      readonly kind: 'modified';
      /** Decompressed. */
      readonly body: Uint8Array;
      /** Content-Type as received. */
      readonly contentType?: string;
      readonly validators: Validators;
      /** After redirects: what relative links in the document are relative to. */
      readonly finalUrl: string;
      /** Where the host says that the feed is from now on (301, 308). */
      readonly movedTo?: string;
      /** The connection ended before the document did: it can add entries, but not remove any. */
      readonly truncated?: true;
      readonly freshMs?: number;
    }
  /** `freshMs`: for so long the answer will not change, by the host's Cache-Control (RFC 9111 §4.2). */
  | { readonly kind: 'not-modified'; readonly freshMs?: number }
  | { readonly kind: 'gone'; readonly detail: string }
  /** 429, 503 or 403. `afterMs` from Retry-After (RFC 9110 §10.2.3), when given. */
  | { readonly kind: 'retry-later'; readonly afterMs?: number; readonly detail: string }
  | {
      readonly kind: 'failed';
      readonly how: 'unreachable' | 'forbidden' | 'timeout' | 'too-large' | 'http-error';
      readonly detail: string;
    };

export interface FeedFetcher {
  fetch(request: FetchRequest): Promise<FetchResult>;
}

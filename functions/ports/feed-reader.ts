/** Turns the bytes of a feed document into entries. No effects; a port because the parser is a third party's. */
import type { FeedDocument } from '../domain/feed/entry.ts';

export type ReadRequest = {
  readonly body: Uint8Array;
  readonly contentType?: string;
  /** What relative links are relative to. */
  readonly url: string;
};

export type ReadResult =
  | { readonly kind: 'feed'; readonly document: FeedDocument }
  /** What it is instead, and where reading stopped, as a sentence for a person. */
  | { readonly kind: 'not-a-feed'; readonly reason: string };

export interface FeedReader {
  read(request: ReadRequest): Promise<ReadResult>;
}

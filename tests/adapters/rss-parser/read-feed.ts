/** Reads a document through the product's own reader, as a poll does. */
import { readFile } from 'node:fs/promises';
import { createFeedReader } from '../../../functions/adapters/rss-parser/feed-reader.ts';
import type { Entry, FeedDocument } from '../../../functions/domain/feed/entry.ts';
import type { ReadResult } from '../../../functions/ports/feed-reader.ts';

export const FEED_URL = 'https://feeds.example/news/feed.xml';

const reader = createFeedReader();

export async function read(body: string | Uint8Array, contentType?: string): Promise<ReadResult> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return reader.read({ body: bytes, url: FEED_URL, ...(contentType !== undefined && { contentType }) });
}

/** @throws when it is no feed, saying why. */
export async function readDocument(body: string | Uint8Array, contentType?: string): Promise<FeedDocument> {
  const result = await read(body, contentType);
  if (result.kind !== 'feed') throw new Error(result.reason);
  return result.document;
}

/** @throws when it is no feed. */
export async function readFixture(name: string): Promise<FeedDocument> {
  return readDocument(await readFile(new URL(`../../fixtures/feeds/${name}`, import.meta.url)));
}

/** RSS 2.0 of these items; each is what stands inside `<item>`. */
export function rss(...items: readonly string[]): string {
  const written = items.map((item) => `<item>${item}</item>`);
  return `<rss version="2.0"><channel><title>Feed</title>${written.join('')}</channel></rss>`;
}

/** The one entry of a feed whose item holds this. */
export async function readItem(item: string): Promise<Entry> {
  const [entry] = (await readDocument(rss(item))).entries;
  if (!entry) throw new Error('The feed has no entry.');
  return entry;
}

/** The one entry of an Atom feed whose entry holds this. */
export async function readAtomEntry(inside: string): Promise<Entry> {
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${inside}</entry></feed>`;
  const [entry] = (await readDocument(feed)).entries;
  if (!entry) throw new Error('The feed has no entry.');
  return entry;
}

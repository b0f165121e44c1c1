/**
 * The reader of feed documents: bytes → text → what it is → fields → entries. In: the bytes as fetched; out: a document,
 * or in a sentence what it is instead. Nothing that a publisher can write makes it throw, and its time and memory are
 * linear in the bytes.
 */
import type { FeedDocument } from '../../domain/feed/entry.ts';
import type { FeedReader, ReadRequest, ReadResult } from '../../ports/feed-reader.ts';
import {
  completeEntry,
  type FeedContext,
  findPermalink,
  firstText,
  isWebAddress,
  readLanguage,
} from './complete-entry.ts';
import { decodeBytes } from './decode-bytes.ts';
import { describeNonFeed } from './describe-non-feed.ts';
import { readJsonFeed } from './json-feed.ts';
import { type Fields, parseNormalForm } from './normal-form.ts';
import { plainLine } from './plain-text.ts';
import { type Scan, scanFeed } from './scan-feed.ts';

export function createFeedReader(): FeedReader {
  return { read };
}

async function read({ body, contentType, url }: ReadRequest): Promise<ReadResult> {
  const { text, repair } = decodeBytes(body, contentType);
  const start = text.search(/[^\s\ufeff\0]/);
  if (start < 0) return { kind: 'not-a-feed', reason: 'The document is empty.' };
  if (text[start] === '{' || text[start] === '[') return readJsonFeed(text.slice(start), url, repair);
  const scan = scanFeed(text, url);
  if (scan.kind === 'none')
    return { kind: 'not-a-feed', reason: describeNonFeed(text.slice(start), scan.root) };
  const document = await completeDocument(scan, url);
  return {
    kind: 'feed',
    document: repair ? { ...document, repairs: [repair, ...document.repairs] } : document,
  };
}

async function completeDocument(scan: Scan, url: string): Promise<FeedDocument> {
  const { feed, entries } = await parseNormalForm(scan);
  const base = baseOf(feed, url);
  const language = readLanguage(firstText(feed, ['rss:language', 'dc:language', 'is:language']));
  const homePage = findPermalink(feed, base);
  const context: FeedContext = { base, ...(language !== undefined && { language }) };
  const title = ['atom:title', 'rss:title', 'dc:title'].flatMap((name) => feed.get(name) ?? []);
  return {
    kind: scan.kind,
    title: title.map(({ text }) => plainLine(text)).find((line) => line !== '') ?? '',
    ...(homePage !== undefined && { homePage }),
    ...(language !== undefined && { language }),
    entries: entries.map((fields) => completeEntry(fields, context)),
    repairs: scan.repairs,
    complete: scan.complete,
  };
}

/** A document from a file does not know where it was: then its own address or its site's is the next best. */
function baseOf(feed: Fields, url: string): string {
  const self = feed.get('atom:link')?.find(({ attributes }) => attributes.rel === 'self');
  const candidates = [
    feed.get('is:base')?.at(-1)?.text,
    url,
    self?.attributes.href,
    findPermalink(feed, url),
  ];
  return candidates.find((candidate) => isWebAddress(candidate ?? '')) ?? url;
}

/** Feeds, documents and entries for tests of identity. */
import { identify } from '../../../functions/domain/article/identify.ts';
import type { Entry, FeedDocument } from '../../../functions/domain/feed/entry.ts';
import type { Feed } from '../../../functions/domain/feed/feed.ts';

export const HOME = 'https://news.example/';

export function entry(name: string, over: Partial<Entry> = {}): Entry {
  return {
    id: `urn:${name}`,
    url: `https://news.example/${name}`,
    title: `Title of ${name}`,
    summary: '',
    content: `<p>${name}</p>`,
    captions: [],
    categories: [],
    ...over,
  };
}

/** An entry that has neither link nor id. */
export function bare(title: string, over: Partial<Entry> = {}): Entry {
  const { id: _, url: __, ...rest } = entry('', { title, content: '', ...over });
  return { ...rest, ...over };
}

export function feedDocument(entries: readonly Entry[], over: Partial<FeedDocument> = {}): FeedDocument {
  return { kind: 'rss', title: 'News', homePage: HOME, entries, repairs: [], complete: true, ...over };
}

export function aFeed(over: Partial<Feed> = {}): Feed {
  return {
    fid: 'feed1',
    url: 'https://news.example/feed',
    title: 'News',
    tags: [],
    gid: 'g1',
    validators: {},
    health: { kind: 'ok', since: 0 },
    ver: 1,
    baseline: 'done',
    seen: [],
    idVersion: 1,
    textVersion: 1,
    entries: 0,
    ...over,
  };
}

/** A feed that has read these entries. */
export function having(entries: readonly Entry[], over: Partial<Feed> = {}): Feed {
  return afterReading(aFeed({ baseline: 0, ...over }), entries);
}

/** The feed as it is after this document. */
export function afterReading(feed: Feed, entries: readonly Entry[], over: Partial<FeedDocument> = {}): Feed {
  const { fresh: _, held: __, ...learnt } = identify(feedDocument(entries, over), feed);
  return { ...feed, ...learnt };
}

/** Titles of what is new in a document. */
export function titles(
  feed: Feed,
  entries: readonly Entry[],
  over: Partial<FeedDocument> = {},
): readonly string[] {
  return identify(feedDocument(entries, over), feed).fresh.map(({ article }) => article.title);
}

/**
 * Tells the new entries of a document from those that are known, and what to remember of it. In: a document and the
 * feed as last committed; out: articles to match, oldest first, and the next `seen`.
 * Invariant: the same document against the `seen` it gave finds nothing new, and no entry is forgotten while the
 * document still holds it.
 */
import type { Entry, FeedDocument } from '../feed/entry.ts';
import type { Feed, SeenEntry } from '../feed/feed.ts';
import { hash } from '../hash.ts';
import type { Article } from './article.ts';
import { articleKey, ID_VERSION, type NamedEntry, nameEntries, seenId, titleDateName } from './identity.ts';

/** Raised when content hashes are made in another way. */
export const TEXT_VERSION = 1;
/** New entries that one run takes: the rest follows in the next, oldest first. */
export const MAX_NEW = 100;
/** Reads after which a feed that never comes complete is known well enough. */
const BASELINE_READS = 3;
/** Entries remembered beyond the current document: an entry that comes back is no news. */
const OLDER_KEPT = 200;
const MAX_SEEN = 2_000;
const SHORT_HASH_BYTES = 4;

export type Fresh = {
  readonly article: Article;
  /** Known before, and matched again because its text changed. */
  readonly byEdit: boolean;
};

export type Identified = {
  /** At most MAX_NEW, oldest first. */
  readonly fresh: readonly Fresh[];
  readonly seen: readonly SeenEntry[];
  readonly baseline: Feed['baseline'];
  readonly idVersion: number;
  readonly textVersion: number;
  /** Entries beyond MAX_NEW wait: the validators must not be stored, or the next run would not see them. */
  readonly held: boolean;
};

type Known = { readonly named: NamedEntry; readonly before: SeenEntry | undefined };

export function identify(document: FeedDocument, feed: Feed): Identified {
  const named = nameEntries(document.entries, { fid: feed.fid, homePage: document.homePage });
  const isBaseline = feed.baseline !== 'done';
  const known = recognise(named, feed);
  const unknown = isBaseline ? [] : oldestFirst(known.filter(({ before }) => before === undefined));
  const waiting = new Set(unknown.slice(MAX_NEW));
  const taken = known.filter((item) => !waiting.has(item));
  return {
    fresh: unknown
      .slice(0, MAX_NEW)
      .map(({ named }) => ({ article: articleOf(named, document, feed), byEdit: false })),
    seen: remember(taken, feed.seen, { isBaseline, complete: document.complete }),
    baseline: isBaseline ? nextBaseline(feed.baseline, document.complete) : 'done',
    idVersion: ID_VERSION,
    textVersion: TEXT_VERSION,
    held: waiting.size > 0,
  };
}

function nextBaseline(reads: number, complete: boolean): Feed['baseline'] {
  return complete || reads + 1 >= BASELINE_READS ? 'done' : reads + 1;
}

/**
 * Finds each entry among those remembered, by any of its names. When most names changed at once (a new site, or names
 * made in another way), entries are recognised by title and date too.
 */
function recognise(named: readonly NamedEntry[], feed: Feed): readonly Known[] {
  const byId = new Map(feed.seen.map((entry) => [entry.id, entry]));
  const byTitleDate = new Map(feed.seen.map((entry) => [entry.titleDate, entry]));
  const found = named.map((item) => ({ named: item, before: findByName(item, byId) }));
  const unknown = found.filter(({ before }) => before === undefined).length;
  const isRenamed = feed.idVersion !== ID_VERSION || unknown * 2 > found.length;
  if (!isRenamed) return found;
  return found.map(({ named: item, before }) => ({
    named: item,
    before: before ?? byTitleDate.get(titleDateHash(item.entry)),
  }));
}

function findByName(
  { entry, names, weakNames }: NamedEntry,
  byId: ReadonlyMap<string, SeenEntry>,
): SeenEntry | undefined {
  const find = (name: string) => byId.get(seenId(name));
  const trusted = names.map(find).find((known) => known !== undefined);
  return trusted ?? weakNames.map(find).find((known) => known?.titleDate === titleDateHash(entry));
}

/** By date where both have one, else by place: documents list the newest first. */
function oldestFirst(items: readonly Known[]): readonly Known[] {
  const dated = items.every(({ named }) => named.entry.publishedAt !== undefined);
  const reversed = [...items].reverse();
  if (!dated) return reversed;
  return reversed.sort((a, b) => (a.named.entry.publishedAt ?? 0) - (b.named.entry.publishedAt ?? 0));
}

/** The current document first, then older entries; only a complete document lets any of those go. */
function remember(
  taken: readonly Known[],
  seen: readonly SeenEntry[],
  { isBaseline, complete }: { readonly isBaseline: boolean; readonly complete: boolean },
): readonly SeenEntry[] {
  const current = new Map<string, SeenEntry>();
  const replaced = new Set<SeenEntry>();
  for (const { named, before } of taken) {
    const id = seenId(named.names[0] ?? '');
    if (before) replaced.add(before);
    current.set(id, {
      id,
      titleDate: titleDateHash(named.entry),
      content: contentHash(named.entry),
      baseline: before?.baseline ?? isBaseline,
    });
  }
  const older = seen.filter((entry) => !replaced.has(entry) && !current.has(entry.id));
  const kept = complete ? older.slice(0, OLDER_KEPT) : older;
  return [...current.values(), ...kept].slice(0, MAX_SEEN);
}

/** Of everything that rules can match. */
function contentHash({ title, summary, content, captions, author, categories }: Entry): string {
  return shortHash(JSON.stringify([title, summary, content, captions, author, categories]));
}

function titleDateHash(entry: Entry): string {
  return shortHash(titleDateName(entry));
}

function shortHash(text: string): string {
  return hash(text, SHORT_HASH_BYTES);
}

function articleOf({ entry, names }: NamedEntry, document: FeedDocument, feed: Feed): Article {
  return {
    key: articleKey(names[0] ?? ''),
    title: entry.title,
    summary: entry.summary,
    body: entry.content,
    caption: entry.captions.join('\n'),
    author: entry.author ?? '',
    source: document.title === '' ? feed.title : document.title,
    url: entry.url ?? '',
    tags: entry.categories,
    lang: entry.language ?? document.language ?? '',
    ...(entry.publishedAt !== undefined && { publishedAt: entry.publishedAt }),
  };
}

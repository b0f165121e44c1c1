/**
 * Tells the new entries of a document from those that are known, and what to remember of it. In: a document and the
 * feed as last committed; out: articles to match, oldest first, and the next `seen`.
 * Invariant: the same document against the `seen` it gave finds nothing new, and no entry is forgotten while the
 * document still holds it.
 */
import type { FeedDocument } from '../feed/entry.ts';
import type { Feed, SeenEntry } from '../feed/feed.ts';
import { hash } from '../hash.ts';
import type { Article } from './article.ts';
import { memoryOf, type Recognised, remember } from './memory.ts';
import { ID_VERSION, type NamedEntry, nameEntries } from './name-entries.ts';
import { recognise } from './recognise.ts';
import { TEXT_VERSION } from './traits.ts';

/** New entries that one run takes: the rest follows in the next, oldest first. */
export const MAX_NEW = 100;
/** Reads after which a feed that never comes complete is known well enough. */
const BASELINE_READS = 3;
/** Bytes of an article's key; at a million articles two share one once in 10^17. */
const KEY_BYTES = 12;

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

export function identify(document: FeedDocument, feed: Feed): Identified {
  const memory = memoryOf(feed);
  const { isShared } = memory;
  const named = nameEntries(document.entries, { fid: feed.fid, homePage: document.homePage, isShared });
  const recognised = recognise(named, memory);
  const isBaseline = feed.baseline !== 'done';
  const unknown = isBaseline ? [] : oldestFirst(recognised.filter(({ before }) => before === undefined));
  const waiting = new Set(unknown.slice(MAX_NEW));
  const whole = isWhole(document);
  return {
    fresh: unknown.slice(0, MAX_NEW).map(({ named: entry }) => freshOf(entry, document, feed)),
    seen: remember(
      recognised.filter((item) => !waiting.has(item)),
      feed.seen,
      { isBaseline, whole },
    ),
    baseline: isBaseline ? nextBaseline(feed.baseline, whole) : 'done',
    ...(whole || feed.seen.length === 0
      ? { idVersion: ID_VERSION, textVersion: TEXT_VERSION }
      : { idVersion: feed.idVersion, textVersion: feed.textVersion }),
    held: waiting.size > 0,
  };
}

/** Whether what the document does not hold is gone. Nothing follows from an empty one: servers in trouble send them. */
function isWhole({ complete, entries }: FeedDocument): boolean {
  return complete && entries.length > 0;
}

function nextBaseline(reads: number, whole: boolean): Feed['baseline'] {
  return whole || reads + 1 >= BASELINE_READS ? 'done' : reads + 1;
}

/** By date where all have one, else by place: documents list the newest first. */
function oldestFirst(items: readonly Recognised[]): readonly Recognised[] {
  const dated = items.every(({ named }) => named.entry.publishedAt !== undefined);
  const reversed = [...items].reverse();
  if (!dated) return reversed;
  return reversed.sort((a, b) => (a.named.entry.publishedAt ?? 0) - (b.named.entry.publishedAt ?? 0));
}

function freshOf({ entry, names }: NamedEntry, document: FeedDocument, feed: Feed): Fresh {
  const article: Article = {
    key: hash(names[0] ?? '', KEY_BYTES),
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
  return { article, byEdit: false };
}

/**
 * A feed document as Watchword sees it, in the form that `feed parse --json` prints: plain data of stable names, dates in
 * ISO 8601 and UTC, and null for what the document does not say.
 */
import type { Entry, FeedDocument } from './entry.ts';

export type DocumentDescription = {
  readonly feed: {
    readonly kind: FeedDocument['kind'];
    readonly title: string;
    readonly homePage: string | null;
    readonly language: string | null;
    /** False when entries were cut or the document ends early. */
    readonly complete: boolean;
  };
  readonly entries: readonly EntryDescription[];
  /** What was repaired or cut, a sentence each. */
  readonly repairs: readonly string[];
};

/** Title, author and captions are plain text, summary and content safe HTML. */
export type EntryDescription = {
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  readonly summary: string;
  readonly content: string;
  readonly captions: readonly string[];
  readonly categories: readonly string[];
  readonly language: string | null;
};

export function describeDocument(document: FeedDocument): DocumentDescription {
  const { kind, title, homePage, language, complete, entries, repairs } = document;
  return {
    feed: { kind, title, homePage: homePage ?? null, language: language ?? null, complete },
    entries: entries.map(describeEntry),
    repairs,
  };
}

function describeEntry(entry: Entry): EntryDescription {
  const { title, summary, content, captions, categories } = entry;
  return {
    id: entry.id ?? null,
    url: entry.url ?? null,
    title,
    author: entry.author ?? null,
    publishedAt: isoDate(entry.publishedAt),
    updatedAt: isoDate(entry.updatedAt),
    summary,
    content,
    captions,
    categories,
    language: entry.language ?? null,
  };
}

function isoDate(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

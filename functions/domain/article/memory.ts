/**
 * What a feed remembers of the entries it has had, as its row keeps it. A link that the feed gives to several articles is
 * remembered by an entry of its own, so it needs no further place in the row.
 * Invariant: an entry is remembered as long as the document holds it, and a while longer.
 */
import type { Feed, SeenEntry } from '../feed/feed.ts';
import { hash } from '../hash.ts';
import { ID_VERSION, type NamedEntry } from './name-entries.ts';
import { TEXT_VERSION } from './traits.ts';

/** Entries remembered beyond the current document: an entry that comes back is no news. */
const OLDER_KEPT = 200;
const MAX_SEEN = 2_000;
/** Shared links remembered of one document; feeds have one or two pages that they name again and again. */
const MAX_SHARED = 100;
/** Bytes remembered of a name; among 2,000 entries a new one is taken for known once in 10^11. */
const ID_BYTES = 6;
/** In place of the traits of a shared link, which has none. */
const NO_TRAITS = Buffer.alloc(4).toString('base64url');

export type Memory = {
  readonly byName: (name: string) => SeenEntry | undefined;
  /** The entry of this title and date, if there is one only. */
  readonly onlyOf: (titleDate: string) => SeenEntry | undefined;
  readonly isShared: (link: string) => boolean;
  /** False when other code made the names, or the traits of texts. */
  readonly hasOurNames: boolean;
  readonly hasOurTexts: boolean;
};

export function memoryOf({ seen, idVersion, textVersion }: Feed): Memory {
  const ids = new Map(seen.map((entry) => [entry.id, entry]));
  const titles = new Map<string, SeenEntry | 'several'>();
  for (const entry of seen) titles.set(entry.titleDate, titles.has(entry.titleDate) ? 'several' : entry);
  return {
    byName: (name) => ids.get(seenId(name)),
    onlyOf: (titleDate) => {
      const found = titles.get(titleDate);
      return found === 'several' ? undefined : found;
    },
    isShared: (link) => ids.has(sharedId(link)),
    hasOurNames: idVersion === ID_VERSION,
    hasOurTexts: textVersion === TEXT_VERSION,
  };
}

/** An entry of the document, and what was remembered of it before. */
export type Recognised = { readonly named: NamedEntry; readonly before: SeenEntry | undefined };

/**
 * The next `seen`, the current document first.
 * @param options `whole`: the document is complete, so what it no longer holds may be forgotten.
 */
export function remember(
  entries: readonly Recognised[],
  seen: readonly SeenEntry[],
  { isBaseline, whole }: { readonly isBaseline: boolean; readonly whole: boolean },
): readonly SeenEntry[] {
  const current = new Map(entries.map((item) => [seenId(nameOf(item)), seenEntry(item, isBaseline)]));
  for (const shared of sharedLinks(entries)) current.set(shared.id, shared);
  const replaced = new Set(entries.map(({ before }) => before));
  const older = seen.filter((entry) => !replaced.has(entry) && !current.has(entry.id));
  return [...current.values(), ...(whole ? older.slice(0, OLDER_KEPT) : older)].slice(0, MAX_SEEN);
}

function nameOf({ named }: Recognised): string {
  return named.names[0] ?? '';
}

function seenEntry(item: Recognised, isBaseline: boolean): SeenEntry {
  const { titleDate, content } = item.named;
  return { id: seenId(nameOf(item)), titleDate, content, baseline: item.before?.baseline ?? isBaseline };
}

/** Remembered anew by each document that holds them, so they last as long as the page is named. */
function sharedLinks(entries: readonly Recognised[]): readonly SeenEntry[] {
  const links = entries.flatMap(({ named: { link, names } }) =>
    link !== undefined && !names.includes(link) ? [link] : [],
  );
  return [...new Set(links)].slice(0, MAX_SHARED).map((link) => ({
    id: sharedId(link),
    titleDate: NO_TRAITS,
    content: NO_TRAITS,
    baseline: true,
  }));
}

function seenId(name: string): string {
  return hash(name, ID_BYTES);
}

function sharedId(link: string): string {
  return seenId(`shared ${link}`);
}

/**
 * Names for the entries of one document. The first name that can be trusted is the article's identity: its permalink,
 * else its id, else title and date. Names do not depend on the feed, so that an article which several feeds carry is
 * one article; an id without a scheme means nothing outside its feed and is kept apart by it.
 */
import type { Entry } from '../feed/entry.ts';
import { hash } from '../hash.ts';
import { canonicalUrl } from './canonical-url.ts';

/** Raised when names are made in another way: feeds then re-learn their entries silently. */
export const ID_VERSION = 1;

/** Bytes of an article's key; at a million articles two share one once in 10^17. */
const KEY_BYTES = 12;
/** Bytes remembered of a name per feed: among 2,000 entries a new one is taken for known once in 10^11. */
const SEEN_BYTES = 6;

export type NamedEntry = {
  readonly entry: Entry;
  /** Trusted names, the best first; never empty. */
  readonly names: readonly string[];
  /** Link and id even if they repeat: with the same title and date they recognise what was known by them. */
  readonly weakNames: readonly string[];
};

/** @param fid Of the feed, for ids that only it understands. Entries that say all the same are named once. */
export function nameEntries(
  entries: readonly Entry[],
  { fid, homePage }: { readonly fid: string; readonly homePage?: string | undefined },
): readonly NamedEntry[] {
  const distinct = [...new Map(entries.map((entry) => [wholeName(entry), entry])).values()];
  const home = homePage === undefined ? undefined : canonicalUrl(homePage);
  const links = distinct.map((entry) => linkOf(entry, home));
  const ids = distinct.map((entry) => idOf(entry, fid));
  const [linkCounts, idCounts] = [tally(links), tally(ids)];
  const once = (name: string | undefined, counts: ReadonlyMap<string, number>) =>
    name !== undefined && counts.get(name) === 1 ? [name] : [];
  return distinct.map((entry, index) => ({
    entry,
    names: [...once(links[index], linkCounts), ...once(ids[index], idCounts), titleDateName(entry)],
    weakNames: [links[index], ids[index]].filter((name) => name !== undefined),
  }));
}

/** The key of an article with this name: 16 base64url characters. */
export function articleKey(name: string): string {
  return hash(name, KEY_BYTES);
}

/** What a feed remembers of a name: 8 base64url characters. */
export function seenId(name: string): string {
  return hash(name, SEEN_BYTES);
}

/** Title and date: the last resort, and what recognises an entry whose other names changed. */
export function titleDateName(entry: Entry): string {
  const title = entry.title.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  return `title ${entry.publishedAt ?? ''} ${title === '' ? textOf(entry) : title}`;
}

/** An entry without a title is its text. */
function textOf({ summary, content }: Entry): string {
  return hash(summary === '' ? content : summary);
}

/** A link to the front page names no article. */
function linkOf({ url }: Entry, home: string | undefined): string | undefined {
  const canonical = url === undefined ? undefined : canonicalUrl(url);
  if (canonical === undefined || canonical === home || /^[^/]*\/$/.test(canonical)) return undefined;
  return `link ${canonical}`;
}

function idOf({ id }: Entry, fid: string): string | undefined {
  const given = id?.trim();
  if (!given) return undefined;
  const isGlobal = /^(?:https?:\/\/|urn:|tag:)/i.test(given);
  return isGlobal ? `id ${given}` : `id ${fid} ${given}`;
}

function wholeName(entry: Entry): string {
  return JSON.stringify([entry.url, entry.id, titleDateName(entry)]);
}

function tally(names: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * Names for the entries of one document. The first name that can be trusted is the article's identity: its permalink,
 * else its id, else title and date. Names do not depend on the feed, so that an article which several feeds carry is
 * one article; an id without a scheme means nothing outside its feed and is kept apart by it.
 */
import type { Entry } from '../feed/entry.ts';
import { canonicalUrl } from './canonical-url.ts';
import { contentTraits, titleDateName, titleDateTrait } from './traits.ts';

/** Raised when names are made in another way: feeds then re-learn their entries silently. */
export const ID_VERSION = 1;

export type NamedEntry = {
  readonly entry: Entry;
  /** Trusted names, the best first; never empty. */
  readonly names: readonly string[];
  /** Link and id, trusted or not: with the same title and date they recognise what was known by them. */
  readonly weakNames: readonly string[];
  /** The name by its permalink, trusted or not; absent for a link to the front page, which names no article. */
  readonly link?: string;
  /** As remembered (SeenEntry). */
  readonly titleDate: string;
  /** As remembered (SeenEntry). */
  readonly content: string;
};

export type NamingContext = {
  /** Of the feed, for ids that only it understands. */
  readonly fid: string;
  readonly homePage?: string | undefined;
  /** Whether the feed is known to give this link to several articles. */
  readonly isShared: (link: string) => boolean;
};

/** Entries that say all the same are named once. */
export function nameEntries(entries: readonly Entry[], context: NamingContext): readonly NamedEntry[] {
  const distinct = [...new Map(entries.map((entry) => [wholeName(entry), entry])).values()];
  const home = context.homePage === undefined ? undefined : canonicalUrl(context.homePage);
  const links = distinct.map((entry) => linkOf(entry, home));
  const ids = distinct.map((entry) => idOf(entry, context.fid));
  const [linkCounts, idCounts] = [tally(links), tally(ids)];
  const once = (name: string | undefined, counts: ReadonlyMap<string, number>) =>
    name !== undefined && counts.get(name) === 1 ? [name] : [];
  return distinct.map((entry, index) => {
    const [link, id] = [links[index], ids[index]];
    const trusted = [
      ...once(link, linkCounts).filter((name) => !context.isShared(name)),
      ...once(id, idCounts),
    ];
    return {
      entry,
      names: [...trusted, titleDateName(entry)],
      weakNames: [link, id].filter((name) => name !== undefined),
      ...(link !== undefined && { link }),
      titleDate: titleDateTrait(entry),
      content: contentTraits(entry),
    };
  });
}

/** The entry under the names that remain when its link turns out to name several articles. */
export function withoutLink({ names, ...named }: NamedEntry): NamedEntry {
  return { ...named, names: names.filter((name) => name !== named.link) };
}

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

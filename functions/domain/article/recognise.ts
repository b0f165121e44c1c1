/**
 * Finds the entries of a document among those that the feed remembers. What is found here is never alerted again, what
 * is not found is news: each way of recognising has to hold for publishers who change links, ids and texts, and must not
 * take a new article for an old one.
 */
import type { SeenEntry } from '../feed/feed.ts';
import type { Memory, Recognised } from './memory.ts';
import { type NamedEntry, withoutLink } from './name-entries.ts';
import { compareIds, isSameText } from './traits.ts';

/** In the order of the document. An entry whose link proves to name several articles loses it as a name. */
export function recognise(named: readonly NamedEntry[], memory: Memory): readonly Recognised[] {
  const copies = countTitleDates(named);
  const isOnly = ({ titleDate }: NamedEntry) => copies.get(titleDate) === 1;
  const found = named.map((entry) => recogniseOne(entry, memory, isOnly(entry)));
  const unknown = found.filter(({ before }) => before === undefined).length;
  const isRenamed = !memory.hasOurNames || unknown * 2 > found.length;
  if (!isRenamed) return mergeAlike(found);
  return mergeAlike(
    found.map((item) => ({
      ...item,
      before: item.before ?? (isOnly(item.named) ? findRenamed(item.named, memory) : undefined),
    })),
  );
}

/** Entries of one name are one article, which is known if one of them is. */
function mergeAlike(items: readonly Recognised[]): readonly Recognised[] {
  const byName = new Map<string, Recognised>();
  for (const item of items) {
    const [name = ''] = item.named.names;
    const other = byName.get(name);
    if (!other || (!other.before && item.before)) byName.set(name, item);
  }
  return [...byName.values()];
}

function recogniseOne(given: NamedEntry, memory: Memory, isOnly: boolean): Recognised {
  const byLink = given.link === given.names[0] ? memory.byName(given.link ?? '') : undefined;
  const isReused = byLink !== undefined && isOtherArticle(given, byLink, memory);
  const named = isReused ? withoutLink(given) : given;
  const before =
    first(named.names, memory.byName) ??
    first(named.weakNames, memory.byName, ({ titleDate }) => titleDate === named.titleDate) ??
    (isOnly ? findSame(named, memory) : undefined);
  return { named, before };
}

/** A link that stays while id and headline change is a page on which one article follows another. */
function isOtherArticle({ titleDate, content }: NamedEntry, before: SeenEntry, memory: Memory): boolean {
  const isOther = memory.hasOurNames && compareIds(content, before.content) === 'different';
  return isOther && titleDate !== before.titleDate;
}

/**
 * The same headline of the same moment, with the same text or under the same id, is the same article elsewhere. Only
 * where no other entry has that headline and moment: two bytes of text do not tell many of a kind apart.
 */
function findSame({ entry, titleDate, content }: NamedEntry, memory: Memory): SeenEntry | undefined {
  const before = memory.onlyOf(titleDate);
  if (!before || entry.publishedAt === undefined) return undefined;
  const isSame =
    (memory.hasOurTexts && isSameText(content, before.content)) ||
    (memory.hasOurNames && compareIds(content, before.content) === 'same');
  return isSame ? before : undefined;
}

/**
 * When most names changed at once (a new site, or names made in another way), a headline and its date are enough; a
 * headline without a date needs its text.
 */
function findRenamed({ entry, titleDate, content }: NamedEntry, memory: Memory): SeenEntry | undefined {
  const before = memory.onlyOf(titleDate);
  if (!before) return undefined;
  const isSame =
    entry.publishedAt !== undefined || !memory.hasOurTexts || isSameText(content, before.content);
  return isSame ? before : undefined;
}

function first(
  names: readonly string[],
  byName: Memory['byName'],
  accepts: (before: SeenEntry) => boolean = () => true,
): SeenEntry | undefined {
  for (const name of names) {
    const before = byName(name);
    if (before && accepts(before)) return before;
  }
  return undefined;
}

function countTitleDates(named: readonly NamedEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { titleDate } of named) counts.set(titleDate, (counts.get(titleDate) ?? 0) + 1);
  return counts;
}

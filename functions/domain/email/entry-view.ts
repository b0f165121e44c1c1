/** One article of a digest as people read it. */
import type { DigestEntry } from '../digest/digest.ts';
import type { MarkedText } from '../matcher/match-row.ts';
import { cleanMarked, cleanText, shorten } from './clean-text.ts';
import { directionOf, languageTag } from './direction.ts';
import { type SafeLink, safeLink } from './safe-link.ts';
import * as en from './texts-en.ts';

export type EntryView = {
  readonly title: MarkedText;
  /** Absent when the article has no link that may be followed. */
  readonly link?: SafeLink;
  /** Language of headline and snippets, when it is known. */
  readonly lang?: string;
  readonly dir: 'rtl' | 'ltr';
  /** Publisher, host and local time, and what else is to be said of the time. */
  readonly meta: readonly string[];
  readonly snippets: readonly MarkedText[];
  /** Rules with the places they matched in; those that matched in the same places stand together. */
  readonly why: readonly { readonly rules: readonly string[]; readonly where: string }[];
  /** What is unusual about the entry. */
  readonly notes: readonly string[];
};

const SOURCE_LENGTH = 60;
const TAG_LENGTH = 60;
/** A poll comes every few minutes; what is seen later than that after its publication is worth a word. */
const WORTH_SAYING = 5 * 60_000;

/** @param reference the end of the digest's window: times of its local date are shown without the date. */
export function entryView(entry: DigestEntry, zone: string, reference: number): EntryView {
  const title = cleanMarked(entry.title);
  const link = safeLink(entry.link);
  const shown = title.text === '' ? { text: link?.host ?? entry.article, marks: [] } : title;
  const lang = languageTag(entry.lang);
  return {
    title: shown,
    ...(link && { link }),
    ...(lang !== undefined && { lang }),
    dir: directionOf(shown.text),
    meta: metaOf(entry, link, zone, reference),
    snippets: entry.snippets.map(cleanMarked).filter(({ text }) => text !== ''),
    why: whyOf(entry.rules),
    notes: [...(entry.byEdit ? [en.digestTexts.byEdit] : []), ...(entry.late ? [en.digestTexts.late] : [])],
  };
}

function metaOf(entry: DigestEntry, link: SafeLink | undefined, zone: string, reference: number): string[] {
  const source = shorten(cleanText(entry.source), SOURCE_LENGTH);
  const host = link?.host ?? '';
  return [
    source,
    host.toLowerCase() === source.toLowerCase() ? '' : host,
    ...timesOf(entry, zone, reference),
  ].filter((part) => part !== '');
}

/** A publisher's time lies in the future at times: then ours is the truth. */
function timesOf({ publishedAt, at }: DigestEntry, zone: string, reference: number): string[] {
  if (publishedAt === undefined || publishedAt > at)
    return [en.digestTexts.seen(en.shortTime(zone, at, reference))];
  const published = en.shortTime(zone, publishedAt, reference);
  const lag = at - publishedAt;
  return lag < WORTH_SAYING ? [published] : [published, en.digestTexts.seenLate(en.duration(lag))];
}

function whyOf(rules: DigestEntry['rules']): EntryView['why'] {
  const byPlace = new Map<string, string[]>();
  for (const { text, fields } of rules) {
    const place = en.places(fields);
    byPlace.set(place, [...(byPlace.get(place) ?? []), shorten(cleanText(text), TAG_LENGTH)]);
  }
  return [...byPlace].map(([place, tags]) => ({ rules: tags, where: en.whereMatched(tags, place) }));
}

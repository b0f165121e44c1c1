/** Fields of an entry, as rss-parser gives them → an Entry: the best of several fields that say the same, made safe. */
import type { Entry } from '../../domain/feed/entry.ts';
import { htmlText } from '../../domain/text/html-text.ts';
import { oneLine } from './clean-text.ts';
import type { Field } from './fields.ts';
import type { Fields } from './normal-form.ts';
import { plainLine, plainLineOf } from './plain-text.ts';
import { readDate } from './read-date.ts';
import { safeHtml } from './safe-html.ts';
import { webLink } from './web-link.ts';

/** More authors or categories than that are lists of something else. */
const MAX_NAMES = 100;

export type FeedContext = {
  /** What relative links are relative to where the entry says nothing. */
  readonly base: string;
  readonly language?: string;
};

export function completeEntry(fields: Fields, context: FeedContext): Entry {
  const ownBase = fields.get('is:base')?.[0]?.text ?? '';
  const base = isWebAddress(ownBase) ? ownBase : context.base;
  const id = firstText(fields, ['rss:guid', 'atom:id', 'is:about']);
  const url = findPermalink(fields, base);
  const author = names(fields, ['atom:author', 'rss:author', 'dc:creator', 'itunes:author']).join(', ');
  const publishedAt = firstDate(fields, [
    ...[
      'rss:pubdate',
      'atom:published',
      'atom:issued',
      'dcterms:issued',
      'dc:date',
      'dcterms:created',
      'atom:created',
    ],
  ]);
  const updatedAt = firstDate(fields, ['atom:updated', 'atom:modified', 'dcterms:modified']);
  const language =
    readLanguage(firstText(fields, ['is:language', 'dc:language', 'rss:language'])) ?? context.language;
  const content = firstHtml(fields, ['atom:content', 'body:encoded', 'xhtml:body', 'yandex:full-text'], base);
  const ownSummary = firstHtml(
    fields,
    ['atom:summary', 'rss:description', 'dc:description', 'itunes:summary'],
    base,
  );
  // What is said about a video is its text where nothing else is; beside a text it describes a picture.
  const isMediaOnly = ownSummary === '' && content === '';
  const mediaText = isMediaOnly ? firstHtml(fields, ['media:description'], base) : '';
  return {
    ...(id !== undefined && { id }),
    ...(url !== undefined && { url }),
    title: firstOf(fields, ['atom:title', 'rss:title', 'dc:title'], ({ text }) => plainLine(text)) ?? '',
    ...(author !== '' && { author }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    summary: ownSummary || mediaText,
    content,
    captions: captionsOf(fields, mediaText !== ''),
    categories: categoriesOf(fields),
    ...(language !== undefined && { language }),
  };
}

/** A language tag in its usual form (`en_us` is en-US); undefined for what is none. */
export function readLanguage(text: string | undefined): string | undefined {
  const tag = (text ?? '').trim().replaceAll('_', '-');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}$/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where an Atom link without `rel` leads is the entry; a guid is its address unless it says that it is not. */
export function findPermalink(fields: Fields, base: string): string | undefined {
  const links = fields.get('atom:link') ?? [];
  const alternates = links.filter(({ attributes }) => /^\s*(?:alternate)?\s*$/i.test(attributes.rel ?? ''));
  const pages = alternates.filter(({ attributes }) => /html/i.test(attributes.type ?? 'text/html'));
  const ids = [...(fields.get('atom:id') ?? []), ...(fields.get('is:about') ?? [])].filter(({ text }) =>
    isWebAddress(text),
  );
  const guids = (fields.get('rss:guid') ?? []).filter(
    ({ text, attributes }) => attributes.ispermalink?.toLowerCase() !== 'false' && isWebAddress(text),
  );
  const candidates = [...(fields.get('rss:link') ?? []), ...pages, ...alternates, ...guids, ...ids];
  for (const { text, attributes } of candidates) {
    const url = webLink(text.trim() || (attributes.href ?? ''), attributes.base ?? base);
    if (url !== undefined) return url;
  }
  return undefined;
}

/** Begins as one; whether it can be read is another question. */
export function isWebAddress(text: string): boolean {
  return /^\s*https?:/i.test(text);
}

function firstOf<T extends string | number>(
  fields: Fields,
  wanted: readonly string[],
  read: (field: Field) => T | undefined,
): T | undefined {
  for (const name of wanted) {
    for (const field of fields.get(name) ?? []) {
      const value = read(field);
      if (value !== undefined && value !== '') return value;
    }
  }
  return undefined;
}

/** One line, as given otherwise. */
export function firstText(fields: Fields, wanted: readonly string[]): string | undefined {
  return firstOf(fields, wanted, ({ text }) => oneLine(text));
}

function firstDate(fields: Fields, wanted: readonly string[]): number | undefined {
  return firstOf(fields, wanted, ({ text }) => readDate(text));
}

function firstHtml(fields: Fields, wanted: readonly string[], base: string): string {
  return (
    firstOf(fields, wanted, ({ text, attributes }) => safeHtml(text, attributes.base ?? base).trim()) ?? ''
  );
}

/** Of the first of these fields that names anybody: all of them, each once. */
function names(fields: Fields, wanted: readonly string[]): readonly string[] {
  for (const name of wanted) {
    const found = distinct((fields.get(name) ?? []).map(({ text }) => plainLineOf(text)));
    if (found.length > 0) return found;
  }
  return [];
}

function categoriesOf(fields: Fields): readonly string[] {
  const atom = (fields.get('atom:category') ?? []).map(
    ({ text, attributes }) => attributes.term?.trim() || attributes.label?.trim() || text,
  );
  const others = [...(fields.get('rss:category') ?? []), ...(fields.get('dc:subject') ?? [])];
  const keywords = (fields.get('itunes:keywords') ?? []).flatMap(({ text }) => text.split(','));
  return distinct([...atom, ...others.map(({ text }) => text), ...keywords].map(plainLineOf));
}

function captionsOf(fields: Fields, descriptionIsText: boolean): readonly string[] {
  const descriptions = (fields.get('media:description') ?? []).slice(descriptionIsText ? 1 : 0);
  const media = [...(fields.get('media:title') ?? []), ...descriptions];
  return distinct(media.map(({ text }) => oneLine(htmlText(text).text.text)));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '').slice(0, MAX_NAMES);
}

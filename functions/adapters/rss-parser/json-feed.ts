/**
 * JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), read leniently: whatever has a wrong type is absent, an item that is
 * no object is left out, and nothing is copied that is not asked for by name.
 */
import type { Entry } from '../../domain/feed/entry.ts';
import type { ReadResult } from '../../ports/feed-reader.ts';
import { cleanText, oneLine } from './clean-text.ts';
import { readLanguage } from './complete-entry.ts';
import { escapeText } from './escape-text.ts';
import { plainLineOf } from './plain-text.ts';
import { readDate } from './read-date.ts';
import { safeHtml } from './safe-html.ts';
import { MAX_ENTRIES } from './scan-feed.ts';
import { webLink } from './web-link.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** @param repair what decoding its bytes took. */
export function readJsonFeed(text: string, url: string, repair?: string): ReadResult {
  const feed = parse(text);
  if (feed === undefined)
    return { kind: 'not-a-feed', reason: 'It begins like JSON, but cannot be read as JSON.' };
  if (!isObject(feed) || !Array.isArray(feed.items)) {
    return { kind: 'not-a-feed', reason: 'It is JSON, but no JSON Feed: it has no list of items.' };
  }
  const items: readonly JsonObject[] = feed.items.slice(0, MAX_ENTRIES).filter(isObject);
  const complete = feed.items.length <= MAX_ENTRIES;
  const homePage = webLink(textOf(feed.home_page_url), url);
  const language = readLanguage(textOf(feed.language));
  return {
    kind: 'feed',
    document: {
      kind: 'json',
      title: plainLineOf(textOf(feed.title)),
      ...(homePage !== undefined && { homePage }),
      ...(language !== undefined && { language }),
      entries: items.map((item) => entryOf(item, url, language)),
      repairs: [
        ...(repair ? [repair] : []),
        ...(complete ? [] : [`Only the first ${MAX_ENTRIES} entries were read.`]),
        ...(items.length < Math.min(feed.items.length, MAX_ENTRIES)
          ? ['Items that are no objects were left out.']
          : []),
      ],
      complete,
    },
  };
}

function entryOf(item: JsonObject, base: string, feedLanguage: string | undefined): Entry {
  // Numbers are allowed by version 1.0's readers; they are the text they look like.
  const id = oneLine(typeof item.id === 'number' ? String(item.id) : textOf(item.id));
  const url = webLink(textOf(item.url), base) ?? webLink(textOf(item.external_url), base);
  const author = authorOf(item);
  const publishedAt = readDate(textOf(item.date_published));
  const updatedAt = readDate(textOf(item.date_modified));
  const language = readLanguage(textOf(item.language)) ?? feedLanguage;
  return {
    ...(id !== '' && { id }),
    ...(url !== undefined && { url }),
    title: plainLineOf(textOf(item.title)),
    ...(author !== '' && { author }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    summary: safeHtml(escapeText(textOf(item.summary)), base),
    content: safeHtml(textOf(item.content_html) || escapeText(textOf(item.content_text)), base).trim(),
    captions: [],
    categories: [...new Set(listOf(item.tags).map((tag) => oneLine(textOf(tag))))].filter(
      (tag) => tag !== '',
    ),
    ...(language !== undefined && { language }),
  };
}

/** Version 1.1 has a list, 1.0 one author. */
function authorOf(item: JsonObject): string {
  const authors = [...listOf(item.authors), item.author].filter(isObject);
  return [...new Set(authors.map(({ name }) => oneLine(textOf(name))))]
    .filter((name) => name !== '')
    .join(', ');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 100) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? cleanText(value) : '';
}

/**
 * The normal form: a scanned feed written as a small, flat, well-formed document, and read by `rss-parser`. Whatever the
 * publisher wrote, the parser meets four levels, names of our own and plain text; so neither its recursion nor its
 * regular expressions (`contentSnippet` takes 20 s on 94 kB of unclosed `<br`) ever see what a stranger wrote: no field
 * is called `description` or `content:encoded`, the two that it makes snippets of.
 */
import Parser from 'rss-parser';
import { escapeHtml } from '../../domain/html.ts';
import { cleanText } from './clean-text.ts';
import { ENTRY_FIELDS, FACTS, FEED_FIELDS, type Field } from './fields.ts';
import type { Scan } from './scan-feed.ts';

/** Fields by name, in document order. */
export type Fields = ReadonlyMap<string, readonly Field[]>;

export type ParsedFeed = { readonly feed: Fields; readonly entries: readonly Fields[] };

/** As xml2js gives an element: a text, or a text with attributes. */
type Element = string | { readonly _?: string; readonly $?: Readonly<Record<string, string>> };

const feedNames = [...FACTS, ...FEED_FIELDS.keys()];
const entryNames = [...FACTS, ...ENTRY_FIELDS.keys()];
const asList = (name: string): [string, string, { keepArray: boolean }] => [name, name, { keepArray: true }];

const parser = new Parser<Record<string, unknown>, Record<string, unknown>>({
  // The types of rss-parser leave out that a feed's fields may keep their lists too.
  customFields: { feed: feedNames.map(asList) as never[], item: entryNames.map(asList) },
});

export async function parseNormalForm(scan: Scan): Promise<ParsedFeed> {
  const parsed = await parser.parseString(writeNormalForm(scan));
  return {
    feed: readFields(parsed, feedNames),
    entries: parsed.items.map((item) => readFields(item, entryNames)),
  };
}

function writeNormalForm(scan: Scan): string {
  const entries = scan.entries.map((fields) => `<item>${fields.map(writeField).join('')}</item>`);
  return `<rss version="2.0"><channel>${scan.feed.map(writeField).join('')}${entries.join('')}</channel></rss>`;
}

function writeField({ name, text, attributes }: Field): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeHtml(cleanText(value))}"`,
  );
  return `<${name}${written.join('')}>${writeText(cleanText(text))}</${name}>`;
}

/** Markup as CDATA, which the parser copies in one piece. */
function writeText(text: string): string {
  return /[<&]/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text;
}

function readFields(read: Readonly<Record<string, unknown>>, names: readonly string[]): Fields {
  const fields = new Map<string, readonly Field[]>();
  for (const name of names) {
    const elements = read[name] as readonly Element[] | undefined;
    if (elements)
      fields.set(
        name,
        elements.map((element) => readField(name, element)),
      );
  }
  return fields;
}

function readField(name: string, element: Element): Field {
  if (typeof element === 'string') return { name, text: element, attributes: {} };
  return { name, text: element._ ?? '', attributes: element.$ ?? {} };
}

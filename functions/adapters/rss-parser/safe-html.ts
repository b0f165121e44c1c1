/**
 * HTML of strangers → HTML that is safe wherever it is shown: elements and attributes of a list, absolute web links,
 * well nested. What is no part of a text (scripts, styles, forms, hidden parts) goes with all it holds; of other unknown
 * elements the text stays. Linear in the markup.
 */
import { decodeHTML } from 'entities';
import { escapeHtml } from '../../domain/html.ts';
import { isBlock, isVoid } from '../../domain/text/html-elements.ts';
import { cleanText } from './clean-text.ts';
import { createDroppedParts } from './dropped-parts.ts';
import { escapeText } from './escape-text.ts';
import { type Attributes, walkMarkup } from './markup.ts';
import { textLink, webLink } from './web-link.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const KEPT = words(
  'a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure ' +
    'h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q ruby s samp section small span strong sub sup table tbody td ' +
    'tfoot th thead time tr u ul var wbr',
);
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  abbr: words('title'),
  img: words('alt'),
  ol: words('start'),
  td: words('colspan rowspan'),
  th: words('colspan rowspan'),
  time: words('datetime'),
};
/** Open elements that end where one of these begins (HTML §13.1.2.4, the common part). */
const ENDED_BY: Readonly<Record<string, ReadonlySet<string>>> = {
  li: words('li p'),
  dt: words('dt dd p'),
  dd: words('dt dd p'),
  td: words('td th p'),
  th: words('td th p'),
  tr: words('td th tr p'),
  tbody: words('td th tr p thead tbody'),
  tfoot: words('td th tr p thead tbody'),
};
const PARAGRAPH = words('p');
/** Real articles nest about 20 deep. Deeper tags are left out, their text stays. */
const MAX_DEPTH = 64;
/** The longest real articles have about 5,000. */
const MAX_TAGS = 50_000;

/** @param base absolute; what relative links are relative to. */
export function safeHtml(html: string, base: string): string {
  if (!/[<&]/.test(html)) return escapeText(cleanText(html));
  const out: string[] = [];
  const open: string[] = [];
  const dropped = createDroppedParts();
  let tags = 0;

  const pop = () => out.push(`</${open.pop()}>`);
  walkMarkup(html, 'html', {
    open(name, attributes, selfClosing) {
      if (dropped.open(name, attributes, selfClosing)) return undefined;
      const kept = keptAs(name);
      if (!kept || ++tags > MAX_TAGS) return undefined;
      const ends = ENDED_BY[kept] ?? (isBlock(kept) ? PARAGRAPH : undefined);
      while (ends?.has(open.at(-1) ?? '')) pop();
      if (isVoid(kept)) out.push(startTag(kept, attributes, base));
      else if (open.length < MAX_DEPTH) {
        out.push(startTag(kept, attributes, base));
        open.push(kept);
      }
      return undefined;
    },
    close(name) {
      const kept = keptAs(name);
      const isOpen = kept !== undefined && open.includes(kept);
      if (dropped.close(name, isOpen) || !isOpen) return;
      while (open.at(-1) !== kept) pop();
      pop();
    },
    text(raw, isCdata) {
      if (!dropped.isInside()) out.push(escapeText(cleanText(isCdata ? raw : decode(raw))));
    },
  });
  while (open.length > 0) pop();
  return out.join('');
}

/** A block that is not on the list still separates: it becomes a plain one. */
function keptAs(name: string): string | undefined {
  return KEPT.has(name) ? name : isBlock(name) ? 'div' : undefined;
}

function startTag(name: string, attributes: Attributes, base: string): string {
  let tag = `<${name}`;
  const add = (key: string, value: string | undefined) => {
    if (value !== undefined) tag += ` ${key}="${escapeHtml(value)}"`;
  };
  const value = (key: string) => {
    const written = attributes[key];
    return written === undefined ? undefined : cleanText(decodeHTML(written));
  };
  if (name === 'a') {
    const href = textLink(value('href') ?? '', base);
    add('href', href);
    if (href !== undefined) add('rel', 'noopener noreferrer nofollow');
  }
  if (name === 'img') add('src', webLink(value('src') ?? '', base));
  for (const key of ATTRIBUTES[name] ?? []) add(key, value(key));
  const direction = value('dir')?.toLowerCase();
  if (direction === 'rtl' || direction === 'ltr' || direction === 'auto') add('dir', direction);
  const language = value('lang');
  if (language !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}$/i.test(language)) add('lang', language);
  return `${tag}>`;
}

function decode(raw: string): string {
  return /&[#a-z]/i.test(raw) ? decodeHTML(raw) : raw;
}

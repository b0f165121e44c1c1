/**
 * Collects one field while a document is walked: its text, and the tags written inside it. What it means is decided at
 * its end, when all of it is known: tags are markup, text without tags is decoded first and may be markup then.
 */
import { isVoid } from '../../domain/text/html-elements.ts';
import { escapeText } from './escape-text.ts';
import type { CaptureKind } from './fields.ts';
import { looksLikeHtml } from './looks-like-html.ts';
import type { Attributes } from './markup.ts';
import type { DecodeReferences } from './references.ts';

/** Tags beyond that are left out and their text kept; the longest real articles have about 5,000. */
const MAX_TAGS = 50_000;
/** UTF-16 units. No address, date or list of keywords is longer. */
const MAX_PLAIN = 65_536;

export type Capture = {
  /** The element's tag, prefix included. */
  readonly tag: string;
  readonly kind: CaptureKind;
  /** Holds a document of another kind (`<content type="application/atom+xml">`): nothing inside is the feed's own. */
  readonly isForeign: boolean;
  open(tag: string, attributes: Attributes, selfClosing: boolean): void;
  /** False when no such element is open in here. */
  close(tag: string): boolean;
  text(raw: string, isCdata: boolean): void;
  /** Plain text for `plain` and `person`, HTML for the others. */
  done(): string;
};

type Piece = { readonly raw: string; readonly is: 'text' | 'cdata' | 'tag' };

export function createCapture(
  tag: string,
  kind: CaptureKind,
  attributes: Attributes,
  decode: DecodeReferences,
): Capture {
  const pieces: Piece[] = [];
  const counts = new Map<string, number>();
  const parts: Record<string, string> = Object.create(null);
  let tags = 0;
  let part = '';

  const addTag = (raw: string) => {
    if (tags <= MAX_TAGS) pieces.push({ raw, is: 'tag' });
  };
  const decoded = () =>
    pieces.map(({ raw, is }) => (is === 'text' ? decode(raw) : is === 'cdata' ? raw : '')).join('');
  const written = (cdataIsMarkup: boolean) =>
    pieces.map(({ raw, is }) => (is === 'cdata' && !cdataIsMarkup ? escapeText(raw) : raw)).join('');

  return {
    tag,
    kind,
    isForeign:
      kind === 'construct' &&
      /[/+]xml$/i.test(attributes.type ?? '') &&
      !/xhtml/i.test(attributes.type ?? ''),
    open(name, inner, selfClosing) {
      tags++;
      const local = localName(name);
      if (kind === 'person') part = selfClosing ? '' : local;
      if (selfClosing || isVoid(local)) {
        if (kind !== 'person') addTag(startTag(local, inner, true));
        return;
      }
      counts.set(name, (counts.get(name) ?? 0) + 1);
      addTag(startTag(local, inner, false));
    },
    close(name) {
      const open = counts.get(name) ?? 0;
      part = '';
      if (open === 0) return false;
      counts.set(name, open - 1);
      addTag(`</${localName(name)}>`);
      return true;
    },
    text(raw, isCdata) {
      if (part !== '') parts[part] = (parts[part] ?? '') + (isCdata ? raw : decode(raw));
      else pieces.push({ raw, is: isCdata ? 'cdata' : 'text' });
    },
    done() {
      if (kind === 'plain') return decoded().slice(0, MAX_PLAIN);
      if (kind === 'person')
        return [parts.name, decoded(), parts.email].find((text) => text?.trim())?.slice(0, MAX_PLAIN) ?? '';
      if (kind === 'construct') return construct();
      if (tags > 0) return written(true);
      return guessHtml(decoded());
    },
  };

  /** RFC 4287 §3.1 and §4.1.3, and Atom 0.3, whose `mode` says whether markup is escaped. */
  function construct(): string {
    const type = (attributes.type ?? '').trim().toLowerCase();
    if (attributes.mode === 'base64') return Buffer.from(decoded(), 'base64').toString('utf8');
    if (tags > 0) return written(type !== 'xhtml');
    if (type === 'html' || type === 'text/html' || type === 'application/xhtml+xml') return decoded();
    if (type === 'xhtml') return written(false);
    // Without a type it is plain text by the standard; where it is HTML all the same, the type was forgotten.
    if (type === '') return guessHtml(decoded());
    if (type.startsWith('text') || type.endsWith('xml')) return escapeText(decoded());
    return '';
  }
}

/** RSS does not say whether a text is HTML. */
function guessHtml(text: string): string {
  return looksLikeHtml(text) ? text : escapeText(text);
}

function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

/** As HTML writes it: a self-closing tag means nothing there, so it is closed at once unless it is void. */
function startTag(name: string, attributes: Attributes, selfClosing: boolean): string {
  let tag = `<${name}`;
  for (const key in attributes) tag += ` ${key}="${(attributes[key] as string).replaceAll('"', '&quot;')}"`;
  return selfClosing ? `${tag}></${name}>` : `${tag}>`;
}

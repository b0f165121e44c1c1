/**
 * What is remembered of an entry besides its name, in eight bytes: its title with its date, its text, and the id that
 * its publisher gave it. Traits tell an edit from another article where names alone cannot.
 */
import type { Entry } from '../feed/entry.ts';
import { hash } from '../hash.ts';
import { canonicalUrl } from './canonical-url.ts';

/** Raised when traits of the text are made in another way: feeds then re-learn them silently. */
export const TEXT_VERSION = 1;

const TITLE_DATE_BYTES = 4;
/** Of text and of id. Two that differ are taken for the same once in 65,536 times: traits never decide alone. */
const TRAIT_BYTES = 2;
const NO_ID = Buffer.alloc(TRAIT_BYTES);

/** Title and date as a name: the last resort, and what recognises an entry whose other names changed. */
export function titleDateName(entry: Entry): string {
  const title = entry.title.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  return `title ${entry.publishedAt ?? ''} ${title === '' ? textOf(entry) : title}`;
}

/** An entry without a title is its text. */
function textOf({ summary, content }: Entry): string {
  return hash(summary === '' ? content : summary);
}

/** 4 bytes, base64url. */
export function titleDateTrait(entry: Entry): string {
  return hash(titleDateName(entry), TITLE_DATE_BYTES);
}

/** Two bytes of everything that rules can match, and two of the id; base64url. */
export function contentTraits(entry: Entry): string {
  const { title, summary, content, captions, author, categories } = entry;
  const text = trait(JSON.stringify([title, summary, content, captions, author, categories]));
  return Buffer.concat([text, idTrait(entry)]).toString('base64url');
}

/** Publishers count revisions in the fragment of an id that is an address: it is folded like a permalink. */
function idTrait({ id }: Entry): Buffer {
  const given = id?.trim();
  return given ? trait(canonicalUrl(given) ?? given) : NO_ID;
}

function trait(text: string): Buffer {
  return Buffer.from(hash(text, TRAIT_BYTES), 'base64url');
}

/** @param one as `contentTraits` gives it. */
export function isSameText(one: string, other: string): boolean {
  return textTrait(one).equals(textTrait(other));
}

/** `unknown` when one of them has no id. */
export function compareIds(one: string, other: string): 'same' | 'different' | 'unknown' {
  const [a, b] = [readIdTrait(one), readIdTrait(other)];
  if (a.equals(NO_ID) || b.equals(NO_ID)) return 'unknown';
  return a.equals(b) ? 'same' : 'different';
}

function textTrait(content: string): Buffer {
  return Buffer.from(content, 'base64url').subarray(0, TRAIT_BYTES);
}

function readIdTrait(content: string): Buffer {
  return Buffer.from(content, 'base64url').subarray(TRAIT_BYTES);
}

/**
 * Cuts a plain text into tokens: the one place where rules and articles become words. In: a text; out: tokens in
 * order, with ranges in that text and folded terms. Linear in the text.
 */
import { addressesIn } from './addresses.ts';
import { beginsWord, classAt, DIGIT, GAP, INVISIBLE, LETTER, MARK, sizeAt, UNSPACED } from './character.ts';
import { fold } from './fold.ts';
import { type Part, type Reader, readPart } from './word-part.ts';
import { HYPHENS, PREFIXES } from './word-signs.ts';

/**
 * How a token came about. `plain`: as written. `joined`: the parts of a hyphenated word in one (`ceasefire` for
 * cease-fire). `signed`: with the sign that makes it a name of its own (`#climate`), beside it `bare` without.
 */
export type TokenForm = 'plain' | 'joined' | 'signed' | 'bare';

export type Token = {
  /** Folded. */
  readonly term: string;
  readonly form: TokenForm;
  /** Place in the row of words, from 0; forms of one word share it. */
  readonly position: number;
  /** Positions it covers: more than one only when joined. */
  readonly span: number;
  /** UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
};

/** Longer chains of hyphens are found by their parts only. */
const MAX_JOINED_PARTS = 8;

/**
 * The tokens of `text`, by position. Words of web and mail addresses are left out, each a gap of one position, unless
 * the text is an address itself.
 */
export function tokenise(text: string, addresses: 'left-out' | 'kept' = 'left-out'): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let from = 0;
  for (const [start, end] of addresses === 'kept' ? [] : addressesIn(text)) {
    position = tokeniseRange({ text, from, to: start }, tokens, position) + 1;
    from = end;
  }
  tokeniseRange({ text, from, to: text.length }, tokens, position);
  return tokens;
}

/** @returns The position after the last word. */
function tokeniseRange(reader: Reader, tokens: Token[], first: number): number {
  const { text, from, to } = reader;
  let position = first;
  let at = from;
  while (at < to) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const found = classAt(text, at);
    if (found === GAP || found === MARK || found === INVISIBLE) {
      const sign = found === GAP ? signAt(reader, at) : '';
      if (sign === '') {
        at += sizeAt(text, at);
        continue;
      }
      at = readSigned(reader, at, sign, tokens, position);
    } else {
      at =
        found === UNSPACED
          ? readCluster(reader, at, tokens, position)
          : readCompound(reader, at, tokens, position);
    }
    const last = tokens.at(-1);
    // What stands last is never the joined form, which comes before its parts.
    if (last) position = Math.max(position, last.position + last.span);
  }
  return position;
}

/** `#`, `@` or `.` when it begins a word here, else empty. */
function signAt({ text, from, to }: Reader, at: number): string {
  const unit = text[at] ?? '';
  const sign = unit === '.' ? '.' : (PREFIXES[unit] ?? '');
  if (sign === '' || at + 1 >= to) return '';
  const next = classAt(text, at + 1);
  if (!beginsWord(next) || (sign === '.' && next !== LETTER)) return '';
  const before = at > from ? classAt(text, at - 1) : GAP;
  return before === GAP && text[at - 1] !== unit ? sign : '';
}

function readSigned(reader: Reader, at: number, sign: string, tokens: Token[], position: number): number {
  const first = tokens.length;
  const start = at + 1;
  const next =
    classAt(reader.text, start) === UNSPACED
      ? readCluster(reader, start, tokens, position)
      : readCompound(reader, start, tokens, position);
  const place = tokens[first]?.form === 'joined' ? first + 1 : first;
  const word = tokens[place];
  if (!word) return next;
  const signed = { ...word, term: sign + word.term, form: 'signed' as const, start: at };
  // .NET is not "net"; any other word after a stray full stop is still that word.
  if (signed.term === '.net') tokens[place] = { ...signed, form: 'plain' };
  else tokens.splice(place, 1, signed, { ...word, form: 'bare' });
  return next;
}

/** One character of an unspaced script with its marks. */
function readCluster({ text, to }: Reader, start: number, tokens: Token[], position: number): number {
  let end = start + sizeAt(text, start);
  while (end < to && (classAt(text, end) === MARK || classAt(text, end) === INVISIBLE))
    end += sizeAt(text, end);
  tokens.push({ term: fold(text.slice(start, end)), form: 'plain', position, span: 1, start, end });
  return end;
}

/** A word, or words chained by hyphens. */
function readCompound(reader: Reader, start: number, tokens: Token[], position: number): number {
  const end = simpleWordEnd(reader, start);
  if (end > start) {
    const term = reader.text.slice(start, end).toLowerCase();
    tokens.push({ term, form: 'plain', position, span: 1, start, end });
    return end;
  }
  const first = readPart(reader, start);
  const place = tokens.length;
  pushPart(tokens, first, position);
  let last = first;
  if (!continues(reader, first)) return first.next;
  const parts = [first];
  while (continues(reader, last)) {
    last = readPart(reader, last.next + 1);
    pushPart(tokens, last, position + parts.length);
    parts.push(last);
  }
  if (parts.length <= MAX_JOINED_PARTS) {
    const term = fold(parts.map((part) => part.term).join(''));
    tokens.splice(place, 0, { term, form: 'joined', position, span: parts.length, start, end: last.end });
  }
  return last.next;
}

/**
 * Where a word of ASCII letters and digits ends that white space follows, perhaps after a sign that is none of the
 * word’s: nine words in ten, for which nothing else needs to be looked at. `start` when it is another kind of word.
 */
function simpleWordEnd({ text, to }: Reader, start: number): number {
  let end = start;
  while (end < to && isAsciiWord(text.charCodeAt(end))) end++;
  if (end === to || isSpace(text.charCodeAt(end))) return end;
  const isSign = SIMPLE_SIGNS.includes(text[end] ?? '');
  return isSign && end + 1 < to && isSpace(text.charCodeAt(end + 1)) ? end : start;
}

/** End a phrase or sentence when white space follows, and are never part of the word before it. */
const SIMPLE_SIGNS = ',.;:!?)';

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a;
}

function isAsciiWord(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

/** After the part stands a hyphen, and after that a letter or digit. */
function continues({ text, to }: Reader, part: Part): boolean {
  if (part.ends || part.next + 1 >= to || !HYPHENS.includes(text[part.next] ?? ' ')) return false;
  const found = classAt(text, part.next + 1);
  return found === LETTER || found === DIGIT;
}

function pushPart(tokens: Token[], part: Part, position: number): void {
  const { term, start, end } = part;
  // A word of nothing but what folding drops, as a lone tatweel.
  if (term === '') return;
  if (part.bare === undefined) tokens.push({ term, form: 'plain', position, span: 1, start, end });
  else {
    tokens.push({ term, form: 'signed', position, span: 1, start, end });
    tokens.push({ term: part.bare, form: 'bare', position, span: 1, start, end: start + part.bareLength });
  }
}

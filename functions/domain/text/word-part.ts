/**
 * Reads one word, up to a hyphen or a gap: letters and digits with the signs that belong inside (don’t, U.S.,
 * 1,000, 3.5, AT&T, C++), a possessive ending stripped, an elided article cut off.
 */
import { classAt, DIGIT, INVISIBLE, LETTER, MARK, sizeAt } from './character.ts';
import { fold } from './fold.ts';
import { AFTER_ELISION, AMPERSANDS, APOSTROPHES, COMMAS, DOTS, DROPPED, ELIDED } from './word-signs.ts';

/** A text, and the range of it that is read. */
export type Reader = { readonly text: string; readonly from: number; readonly to: number };

export type Part = {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  /** Where reading goes on: behind a stripped ending. */
  readonly next: number;
  /** No hyphen can chain another word to this one. */
  readonly ends: boolean;
  /** The word without the sign at its end, where the word alone finds it too (`disney` in `Disney+`). */
  readonly bare: string | undefined;
  readonly bareLength: number;
};

/** Letters on either side of an ampersand that make one word of it: AT&T, R&D, but not food&drink. */
const AMPERSAND_LETTERS = 3;
/** Of the longest elided word, `jusqu`, with marks. */
const ELIDED_LETTERS = 8;

/** `start` is at a letter or digit. */
export function readPart(reader: Reader, start: number): Part {
  const { text } = reader;
  const acronym = readAcronym(reader, start);
  if (acronym) return possessive(reader, part(fold(acronym.letters), start, acronym.end));

  let end = segmentEnd(reader, start);
  let written = text.slice(start, end);
  // AT&T takes no apostrophe or underscore: O’AT&T typed as its folded term must be read as the same word again.
  let initials = false;
  for (;;) {
    const sign = text[end] ?? ' ';
    if (sign === ' ' || end + 1 >= reader.to) break;
    if (APOSTROPHES.includes(sign) && classAt(text, end + 1) === LETTER) {
      const after = segmentEnd(reader, end + 1);
      if (isPossessive(text, end + 1, after)) return possessive(reader, part(fold(written), start, end));
      if (
        written.length <= ELIDED_LETTERS &&
        ELIDED.has(fold(written)) &&
        AFTER_ELISION.test(fold(text.slice(end + 1, end + 2)))
      )
        return { ...part(fold(written), start, end), next: end + 1, ends: true };
      if (initials) break;
      written += text.slice(end + 1, after);
      end = after;
      continue;
    }
    const joint = jointAt(reader, end, written);
    if (joint === undefined || (initials && joint !== '&')) break;
    initials ||= joint === '&';
    const after = segmentEnd(reader, end + 1);
    written += joint + text.slice(end + 1, after);
    end = after;
  }
  return withSignAtEnd(reader, part(fold(written), start, trimmed(text, end)), end);
}

/** What the sign at `end` becomes inside the word, undefined when the word ends before it. */
function jointAt(reader: Reader, end: number, written: string): string | undefined {
  const { text } = reader;
  const sign = text[end] ?? ' ';
  const next = classAt(text, end + 1);
  if (next !== LETTER && next !== DIGIT) return undefined;
  if (AMPERSANDS.includes(sign)) return joinsInitials(reader, written, end) ? '&' : undefined;
  if (sign === '_') return '_';
  const length = segmentEnd(reader, end + 1) - end - 1;
  if (next === LETTER) {
    if (DROPPED.includes(sign) || (sign === '"' && isHebrew(text, end))) return '';
    return undefined;
  }
  if (classAt(text, end - 1) !== DIGIT) return undefined;
  if (DOTS.includes(sign)) return '.';
  if (!COMMAS.includes(sign) || length > 3) return undefined;
  if (length < 3) return ',';
  return /^\p{Nd}{1,3}$/u.test(written) || /[,，]\p{Nd}{3}$/u.test(text.slice(end - 4, end)) ? '' : undefined;
}

/** So few letters on both sides, as read: folded they are counted again when the term is typed as a rule. */
function joinsInitials(reader: Reader, written: string, end: number): boolean {
  if (classAt(reader.text, end + 1) !== LETTER || written.length > 8 * AMPERSAND_LETTERS) return false;
  const folded = fold(written);
  if (folded.length > 4 * AMPERSAND_LETTERS) return false;
  const before = folded.slice(folded.lastIndexOf('&') + 1);
  const after = reader.text.slice(
    end + 1,
    Math.min(segmentEnd(reader, end + 1), end + 2 + 4 * AMPERSAND_LETTERS),
  );
  return Math.max([...before].length, [...fold(after)].length) <= AMPERSAND_LETTERS;
}

/** `U.S.`, `U.N`, `a.m.`: at least two single letters with full stops between them. */
function readAcronym(reader: Reader, start: number): { letters: string; end: number } | undefined {
  const { text, to } = reader;
  let letters = '';
  let at = start;
  let end = start;
  while (at < to && classAt(text, at) === LETTER) {
    const after = segmentEnd(reader, at);
    if (after - at > sizeAt(text, at)) break;
    letters += text.slice(at, after);
    end = after;
    if (!DOTS.includes(text[after] ?? ' ') || after >= to) break;
    end = after + 1;
    at = end;
  }
  return [...letters].length > 1 ? { letters, end } : undefined;
}

/** Where the run of letters, digits, marks and invisible characters from `start` ends. */
function segmentEnd({ text, to }: Reader, start: number): number {
  let end = start;
  while (end < to) {
    const found = classAt(text, end);
    if (found !== LETTER && found !== DIGIT && found !== MARK && found !== INVISIBLE) break;
    end += sizeAt(text, end);
  }
  return end;
}

function trimmed(text: string, end: number): number {
  let last = end;
  while (classAt(text, last - 1) === INVISIBLE) last--;
  return last;
}

function part(term: string, start: number, end: number): Part {
  return { term, start, end, next: end, ends: false, bare: undefined, bareLength: 0 };
}

function isPossessive(text: string, start: number, end: number): boolean {
  return end === start + 1 && (text[start] === 's' || text[start] === 'S');
}

/** The part, its `’s` read over. */
function possessive(reader: Reader, before: Part): Part {
  const { text } = reader;
  if (!APOSTROPHES.includes(text[before.end] ?? ' ')) return before;
  const after = segmentEnd(reader, before.end + 1);
  return isPossessive(text, before.end + 1, after) ? { ...before, next: after } : before;
}

/** `C++` and `C#` are words of their own; `Disney+` is found by Disney too. */
function withSignAtEnd({ text, to }: Reader, word: Part, end: number): Part {
  const sign = text.startsWith('++', end) ? '++' : (text[end] ?? ' ');
  const after = end + sign.length;
  if ((sign !== '++' && sign !== '+' && sign !== '#') || after > to) return { ...word, next: end };
  const next = after < to ? classAt(text, after) : 0;
  if (next === LETTER || next === DIGIT || text[after] === '+') return { ...word, next: end };
  const whole = { ...word, term: word.term + sign, end: after, next: after };
  if (sign === '+') return { ...whole, bare: word.term, bareLength: word.end - word.start };
  if (sign === '#' && !/^[a-z]$/.test(word.term)) return { ...word, next: end };
  return whole;
}

function isHebrew(text: string, quote: number): boolean {
  const hebrew = /\p{Script=Hebrew}/u;
  return hebrew.test(text[quote - 1] ?? ' ') && hebrew.test(text[quote + 1] ?? ' ');
}

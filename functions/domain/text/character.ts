/**
 * What a UTF-16 unit or code point is to the tokeniser. In: a text and an offset; out: a small number.
 * Classes are found by Unicode properties once a code point and remembered, because analysis looks at every one.
 */

/** Separates words. */
export const GAP = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** Combining mark: belongs to the character before it. */
export const MARK = 4;
/** Soft hyphen, zero-width characters, direction marks: as if not there. */
export const INVISIBLE = 5;
/** A letter of a script written without spaces: a token of its own. */
export const UNSPACED = 6;

export type CharacterClass = number;

const INVISIBLES =
  /\u034f|[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\p{Variation_Selector}/u;
/** Half-width voiced marks are letters to Unicode, but belong to the kana before them. */
const MARKS = /[\p{M}\uff9e\uff9f]/u;
const UNSPACED_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc\uff70]/u;

/** Of the basic plane; 0 = not looked at yet. */
const known = new Uint8Array(0x10000);

/** The class of the code point that begins at `at`; GAP at and beyond the end, and for lone surrogates. */
export function classAt(text: string, at: number): CharacterClass {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdbff) return classify(text.codePointAt(at) ?? 0);
  if (Number.isNaN(unit)) return GAP;
  let found = known[unit] as number;
  if (found === 0) {
    found = classify(unit);
    known[unit] = found;
  }
  return found;
}

/** UTF-16 units of the code point that begins at `at`. */
export function sizeAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Letter, digit or character of an unspaced script: what can begin a word. */
export function beginsWord(found: CharacterClass): boolean {
  return found === LETTER || found === DIGIT || found === UNSPACED;
}

/** Letters to Unicode, but written for apostrophes. */
const APOSTROPHE_LETTERS = /[ʼʻ]/;

function classify(codePoint: number): CharacterClass {
  const character = String.fromCodePoint(codePoint);
  if (INVISIBLES.test(character)) return INVISIBLE;
  if (MARKS.test(character)) return MARK;
  if (APOSTROPHE_LETTERS.test(character)) return GAP;
  if (/\p{N}/u.test(character) && !UNSPACED_SCRIPTS.test(character)) return DIGIT;
  if (/\p{Nd}/u.test(character)) return DIGIT;
  if (/[\p{L}\p{N}]/u.test(character)) return UNSPACED_SCRIPTS.test(character) ? UNSPACED : LETTER;
  return GAP;
}

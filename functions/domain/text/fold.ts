/**
 * Folding: the form in which rules and texts are compared. In: a word as written; out: its folded form. Folding a
 * folded word changes nothing, and every offset stays with the word it was cut from.
 */
import { classAt, GAP, INVISIBLE } from './character.ts';

/** Letters that neither NFKC nor lower case brings to the form that people type. */
const LETTERS: Readonly<Record<string, string>> = {
  // Latin: ligatures and letters with strokes, which have no decomposition
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ŉ: 'n',
  ŀ: 'l',
  // Greek
  ς: 'σ',
  // Cyrillic: the letters whose mark is a variant; й, ї, ў, ѓ, ќ are letters of their own
  ё: 'е',
  ѐ: 'е',
  ѝ: 'и',
  // Arabic: alef wasla and superscript alef, alef maksura, teh marbuta, Persian and Urdu kaf and yeh, tatweel
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ڪ: 'ك',
  ی: 'ي',
  ې: 'ي',
  ـ: '',
};

const DROPS_MARKS = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\u0640\p{N}]/u;
const DROPS_LOOSE_MARKS = /\p{Script=Cyrillic}/u;
const MARK = /\p{M}/u;
const ASCII = /^[\0-\x7f]*$/;

const letters = new Map<string, string>();

/** The folded form: NFKC, lower case, without the marks that are variants in their script, digits in ASCII. */
export function fold(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  let folded = '';
  let base = '';
  for (const character of word.normalize('NFC')) {
    if (MARK.test(character)) {
      if (!DROPS_MARKS.test(base) && !DROPS_LOOSE_MARKS.test(base) && !isInvisible(character))
        folded += character;
      continue;
    }
    base = character;
    folded += foldLetter(character);
  }
  return folded.normalize('NFC');
}

function foldLetter(character: string): string {
  let folded = letters.get(character);
  if (folded === undefined) {
    folded = computeFold(character);
    letters.set(character, folded);
  }
  return folded;
}

function computeFold(character: string): string {
  if (isInvisible(character)) return '';
  const compatible = character.normalize('NFKC');
  // A compatibility form that holds spaces or signs (½, ⑴, ﷺ) would not come back as one word.
  const plain = hasGap(compatible) ? character : compatible;
  let folded = '';
  let base = '';
  for (const letter of plain.toLowerCase()) {
    const bare = DROPS_MARKS.test(letter) ? letter.normalize('NFKD').replace(/\p{M}/gu, '') : letter;
    for (const part of hasGap(bare) ? letter : bare) {
      if (MARK.test(part) && DROPS_MARKS.test(base)) continue;
      base = part;
      folded += LETTERS[part] ?? asciiDigit(part);
    }
  }
  return folded;
}

/** Decimal digits of each script stand in runs of ten, so their value is the distance to the run's start. */
function asciiDigit(character: string): string {
  if (!/\p{Nd}/u.test(character)) return character;
  const codePoint = character.codePointAt(0) ?? 0;
  let start = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return String((codePoint - start) % 10);
}

function isInvisible(character: string): boolean {
  return classAt(character, 0) === INVISIBLE;
}

function hasGap(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) if (classAt(text, at) === GAP) return true;
  }
  return false;
}

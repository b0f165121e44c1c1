/**
 * Makes a stranger's text harmless to show: one line, without characters that are invisible, that reorder what
 * stands around them, or that mail software trips over. Marked ranges move with their words.
 */
import type { MarkedText } from '../matcher/match-row.ts';

/**
 * C0 and C1 controls other than white space (U+0092 alone makes Gmail clip a mail), soft hyphen, bidi controls,
 * zero-width space and word joiner, byte-order mark, interlinear annotation, tags, noncharacters, lone surrogates.
 */
const HARMFUL =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}\p{Surrogate}]/u;

/** The joiners shape Arabic, Indic and emoji sequences and are noise between any other characters. */
const JOINER = /[\u200c\u200d]/u;
const SHAPED_BY_JOINERS =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\u0900-\u0dff\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}]/u;

/** Looked for after the harmful: to JavaScript the byte-order mark is a space. */
const SPACE = /[\s\x85]/u;

/** The text in one line, trimmed, runs of white space as one space, without harmful characters. */
export function cleanText(text: string): string {
  return cleanMarked({ text, marks: [] }).text;
}

/** As `cleanText`, with the marks moved along; marks of which nothing is left are dropped. */
export function cleanMarked(marked: MarkedText): MarkedText {
  let text = '';
  /** Where each UTF-16 unit of the source stands in the clean text. */
  const moved: number[] = [];
  let previous = '';
  const characters = [...marked.text];
  characters.forEach((character, index) => {
    for (let unit = 0; unit < character.length; unit++) moved.push(text.length);
    const kept = keep(character, previous, characters[index + 1] ?? '');
    text += kept;
    if (kept !== '') previous = kept;
  });
  const clean = text.trimEnd();
  moved.push(clean.length);
  const place = (offset: number) => Math.min(moved[Math.min(offset, moved.length - 1)] ?? 0, clean.length);
  const marks = marked.marks.map(([start, end]) => [place(start), place(end)] as const);
  return { text: clean, marks: marks.filter(([start, end]) => start < end) };
}

/** At most `most` graphemes, the last of them an ellipsis when something was cut. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const starts: number[] = [];
  for (const { index } of graphemes.segment(text)) {
    starts.push(index);
    if (starts.length > most) return `${text.slice(0, starts[most - 1]).trimEnd()}…`;
  }
  return text;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** `previous`: the last character kept, empty at the beginning. */
function keep(character: string, previous: string, next: string): string {
  if (HARMFUL.test(character)) return '';
  if (SPACE.test(character)) return previous === '' || previous === ' ' ? '' : ' ';
  if (JOINER.test(character))
    return SHAPED_BY_JOINERS.test(previous) && SHAPED_BY_JOINERS.test(next) ? character : '';
  return character;
}

/** Cuts a marked text to a number of bytes around one of its marks, at the borders of words. */
import type { MarkedText } from './match-row.ts';

const words = new Intl.Segmenter('en', { granularity: 'word' });
type Range = readonly [start: number, end: number];

const ELLIPSIS = '…';
const ELLIPSES_BYTES = 2 * Buffer.byteLength(ELLIPSIS);
/** Characters looked at on each side of the mark: more than any budget holds. */
const REACH = 1_500;

/**
 * The whole text when it fits, else its words around the mark `focus` (its beginning when there is none) with “…” where
 * something is left out. Marks that are cut keep what is shown of them.
 */
export function cutAround(marked: MarkedText, maxBytes: number, focus = 0): MarkedText {
  if (Buffer.byteLength(marked.text) <= maxBytes) return marked;
  const [from, to] = windowOf(marked.text, marked.marks[focus] ?? [0, 0], maxBytes - ELLIPSES_BYTES);
  const before = from > 0 ? ELLIPSIS : '';
  const after = to < marked.text.length ? ELLIPSIS : '';
  const shown = marked.text.slice(from, to);
  const shift = before.length - from;
  return {
    text: before + shown + after,
    marks: marked.marks
      .filter(([start, end]) => start < to && end > from)
      .map(([start, end]) => [Math.max(start, from) + shift, Math.min(end, to) + shift] as const),
  };
}

/** The range of whole words around the mark that holds at most so many bytes. */
function windowOf(text: string, [start, end]: Range, maxBytes: number): Range {
  const pieces = piecesAround(text, start, end);
  let low = pieces.findIndex((piece) => piece.to > start);
  let high = low;
  while (high + 1 < pieces.length && (pieces[high]?.to ?? 0) < end) high++;
  let size = bytesOf(text, pieces[low]?.from ?? 0, pieces[high]?.to ?? 0);
  // A marked range longer than the row: as much of it as fits.
  while (size > maxBytes && high > low) size -= pieces[high--]?.bytes ?? 0;
  if (size > maxBytes) return cutWord(text, pieces[low]?.from ?? 0, maxBytes);
  for (let grown = true; grown; ) {
    grown = false;
    for (const side of [high + 1, high + 2, low - 1]) {
      const next = side > high ? pieces[high + 1] : pieces[low - 1];
      if (!next || size + next.bytes > maxBytes) continue;
      size += next.bytes;
      if (side > high) high++;
      else low--;
      grown = true;
    }
  }
  return trimmed(text, pieces[low]?.from ?? 0, pieces[high]?.to ?? 0);
}

type PieceOfText = { readonly from: number; readonly to: number; readonly bytes: number };

function piecesAround(text: string, start: number, end: number): readonly PieceOfText[] {
  const from = Math.max(0, start - REACH);
  const to = Math.min(text.length, end + REACH);
  const pieces = [...words.segment(text.slice(from, to))].map(({ segment, index }) => ({
    from: from + index,
    to: from + index + segment.length,
    bytes: Buffer.byteLength(segment),
  }));
  // What the slice cut at its edges may be half a word.
  if (to < text.length && pieces.length > 1) pieces.pop();
  if (from > 0 && pieces.length > 1) pieces.shift();
  return pieces;
}

/** A single word longer than the budget: its first characters. */
function cutWord(text: string, from: number, maxBytes: number): Range {
  let to = from;
  let size = 0;
  for (const character of text.slice(from, from + maxBytes)) {
    size += Buffer.byteLength(character);
    if (size > maxBytes) break;
    to += character.length;
  }
  return [from, to];
}

function trimmed(text: string, from: number, to: number): Range {
  const shown = text.slice(from, to);
  return [from + shown.length - shown.trimStart().length, from + shown.trimEnd().length];
}

function bytesOf(text: string, from: number, to: number): number {
  return Buffer.byteLength(text.slice(from, to));
}

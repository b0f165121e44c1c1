/** Marked text as a row of pieces, each marked or not: what every rendering of it begins with. */
import type { MarkedText } from '../matcher/match-row.ts';

export type Piece = { readonly text: string; readonly marked: boolean };

/** The pieces make up the text; none is empty. Marks that overlap or lie outside are clipped. */
export function piecesOf({ text, marks }: MarkedText): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    const [start, end] = [Math.max(from, done), Math.min(to, text.length)];
    if (start >= end) continue;
    if (start > done) pieces.push({ text: text.slice(done, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), marked: false });
  return pieces;
}

/**
 * The sentences that show why an article matched. In: texts with marked words; out: as few of their sentences as show
 * each different word once, in order, within a number of bytes.
 */
import { cleanMarked } from '../email/clean-text.ts';
import type { Span } from '../text/addresses.ts';
import { fold } from '../text/fold.ts';
import { cutAround } from './cut-around.ts';
import type { MarkedText } from './match-row.ts';

/** A sentence, or a stretch of one too long to show: cut around the mark `focus` it shows the words `terms`. */
type Sentence = {
  readonly marked: MarkedText;
  readonly focus: number;
  readonly terms: ReadonlySet<string>;
  readonly order: number;
};

/** A text with its sentences, which are found once for all rules that match it. */
export type TextToShow = MarkedText & { readonly sentences: readonly Span[] };

const BETWEEN = ' … ';
/** What is left must hold a word and a little around it to be worth showing. */
const MIN_BYTES = 60;
/** Sentences looked at: of an article that says the word a thousand times, the first are as good as the rest. */
const MAX_SENTENCES = 200;
/** In a sentence that no snippet holds, marks so many characters apart are shown together. */
const STRETCH = 150;

/** Empty when nothing is marked. */
export function snippetOf(texts: readonly TextToShow[], maxBytes: number): MarkedText {
  const sentences = texts
    .flatMap((text) => markedSentences(text, maxBytes))
    .map((sentence, order) => ({ ...sentence, order }));
  const chosen: Sentence[] = [];
  const shown = new Set<string>();
  let room = maxBytes;
  for (let next = best(sentences, shown); next; next = best(sentences, shown)) {
    const cost = chosen.length === 0 ? 0 : Buffer.byteLength(BETWEEN);
    if (room - cost < MIN_BYTES) break;
    // Two words that stand far apart share the room.
    const wants = isShown(next.terms, sentences, shown)
      ? room - cost
      : Math.max(MIN_BYTES, (room - cost) / 2);
    const marked = cutAround(next.marked, Math.floor(wants), next.focus);
    if (Buffer.byteLength(marked.text) > room - cost) break;
    chosen.push({ ...next, marked });
    room -= cost + Buffer.byteLength(marked.text);
    for (const term of next.terms) shown.add(term);
  }
  chosen.sort((a, b) => a.order - b.order);
  return join(chosen.map(({ marked }) => marked));
}

/** The sentence with the most words not shown yet; the earliest of equals; undefined when all are shown. */
function best(sentences: readonly Sentence[], shown: ReadonlySet<string>): Sentence | undefined {
  let found: Sentence | undefined;
  let most = 0;
  for (const sentence of sentences) {
    const fresh = [...sentence.terms].filter((term) => !shown.has(term)).length;
    if (fresh > most) [found, most] = [sentence, fresh];
  }
  return found;
}

/** Once `terms` are shown, every word is. */
function isShown(
  terms: ReadonlySet<string>,
  sentences: readonly Sentence[],
  shown: ReadonlySet<string>,
): boolean {
  return sentences.every((sentence) =>
    [...sentence.terms].every((term) => terms.has(term) || shown.has(term)),
  );
}

function markedSentences(
  { text, marks, sentences }: TextToShow,
  maxBytes: number,
): readonly Omit<Sentence, 'order'>[] {
  if (marks.length === 0) return [];
  const found: Omit<Sentence, 'order'>[] = [];
  let next = 0;
  for (const [start, end] of withWholeMarks(sentences, marks)) {
    const inside: Span[] = [];
    for (let mark = marks[next]; mark && mark[0] < end; mark = marks[++next]) {
      inside.push([mark[0] - start, mark[1] - start]);
    }
    if (inside.length === 0) continue;
    const marked = cleanMarked({ text: text.slice(start, end), marks: inside });
    const together = Buffer.byteLength(marked.text) <= maxBytes ? Number.POSITIVE_INFINITY : STRETCH;
    found.push(...stretchesOf(marked, together));
    if (found.length >= MAX_SENTENCES) break;
  }
  return found;
}

/** The marks of a sentence in groups no longer than `together`. */
function stretchesOf(marked: MarkedText, together: number): readonly Omit<Sentence, 'order'>[] {
  const stretches: { marked: MarkedText; focus: number; terms: Set<string> }[] = [];
  marked.marks.forEach(([start, end], index) => {
    const term = fold(marked.text.slice(start, end));
    const last = stretches.at(-1);
    const from = last ? (marked.marks[last.focus]?.[0] ?? 0) : Number.NEGATIVE_INFINITY;
    if (last && end - from <= together) last.terms.add(term);
    else stretches.push({ marked, focus: index, terms: new Set([term]) });
  });
  return stretches;
}

/** A phrase may run over the end of a sentence: then both sentences are one. */
function withWholeMarks(sentences: readonly Span[], marks: readonly Span[]): readonly Span[] {
  const whole: [number, number][] = [];
  let next = 0;
  for (const [start, end] of sentences) {
    while ((marks[next]?.[1] ?? Number.POSITIVE_INFINITY) <= start) next++;
    const last = whole.at(-1);
    const mark = marks[next];
    if (last && mark && mark[0] < last[1] && mark[1] > last[1]) last[1] = end;
    else whole.push([start, end]);
  }
  return whole;
}

function join(parts: readonly MarkedText[]): MarkedText {
  let text = '';
  const marks: Span[] = [];
  for (const part of parts) {
    if (text !== '') text += text.endsWith('…') || part.text.startsWith('…') ? ' ' : BETWEEN;
    for (const [start, end] of part.marks) marks.push([start + text.length, end + text.length]);
    text += part.text;
  }
  return { text, marks };
}

/**
 * Where sentences begin and end. In: a plain text whose blank lines end paragraphs; out: ranges in it, in order, each
 * trimmed. A full stop after an abbreviation, a single letter or an acronym ends nothing. Linear.
 */
import type { Span } from './addresses.ts';

/** What ends a sentence, with the quotes and brackets that close behind it. */
const ENDS = /(?:([.!?…؟۔।॥]+)|[。！？｡]+)["'”’»›)\]」』）]*/gu;
const PARAGRAPH_END = /\n[^\S\n]*\n\s*/g;
/** A letter that is not small, a digit, or a sign that opens speech: no small letter begins a sentence. */
const BEGINNING = /^["'“‘„«‹([¿¡—–-]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;
const LOOK_BACK = 24;
const LOOK_AHEAD = 8;

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'mr mrs ms dr prof sen rep gov gen col maj capt lt sgt cpl adm cmdr pres rev hon fr sr jr st mt ft vs etc no nos vol ' +
    'approx dept est inc ltd corp co bros plc jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ' +
    'mme mlle mgr me art av bd cf fig p pp nr str bzw ca usw evtl inkl ggf abs sog geb gest hr frau dott sig sra ud uds ' +
    'ing arch avv им ул тыс млн млрд руб г гг др пр см ср'
  ).split(' '),
);

export function sentencesOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { index, 0: gap } of text.matchAll(PARAGRAPH_END)) {
    addSentences(text, from, index, spans);
    from = index + gap.length;
  }
  addSentences(text, from, text.length, spans);
  return spans;
}

function addSentences(text: string, from: number, to: number, spans: Span[]): void {
  const paragraph = text.slice(from, to);
  let start = 0;
  for (const { index, 0: end, 1: spaced } of paragraph.matchAll(ENDS)) {
    const after = index + end.length;
    if (spaced !== undefined && !endsHere(paragraph, index, spaced, after)) continue;
    addTrimmed(text, from + start, from + after, spans);
    start = after;
  }
  addTrimmed(text, from + start, to, spans);
}

function endsHere(paragraph: string, index: number, sign: string, after: number): boolean {
  const ahead = paragraph.slice(after, after + LOOK_AHEAD);
  if (!/^\s/.test(ahead)) return false;
  if (!BEGINNING.test(ahead.trimStart())) return false;
  if (sign !== '.') return true;
  const word = /[\p{L}\p{M}.]+$/u.exec(paragraph.slice(Math.max(0, index - LOOK_BACK), index))?.[0] ?? '';
  return (
    [...word].length !== 1 && !/\p{L}\.\p{L}\p{M}*$/u.test(word) && !ABBREVIATIONS.has(word.toLowerCase())
  );
}

function addTrimmed(text: string, from: number, to: number, spans: Span[]): void {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  if (start < end) spans.push([start, end]);
}

/**
 * A plain text that remembers where in its source each character stood, so that what is found in the text can be
 * shown in the source. Ranges are kept as runs: a run of plain characters maps one to one, an entity as a whole.
 */

export type SourceText = {
  readonly text: string;
  /** The source range of a range of the text, UTF-16 units: from its first character's start to its last one's end. */
  toSource(start: number, end: number): readonly [start: number, end: number];
  /** The way back; undefined for a range of the source that is not in the text. */
  toText(start: number, end: number): readonly [start: number, end: number] | undefined;
};

/** `at` and `from`: where the run begins in text and source; `length` in the text; `size` in the source when an entity, else 0. */
type Run = { readonly at: number; readonly from: number; readonly size: number; readonly length: number };

export type SourceTextBuilder = {
  /** Characters as they stand in the source from `from`. */
  add(characters: string, from: number): SourceTextBuilder;
  /** Characters that the source writes as `[from, to)`. */
  addEntity(characters: string, from: number, to: number): SourceTextBuilder;
  breakLine(): void;
  /** A blank line, unless there is nothing to part from. */
  breakParagraph(): void;
  done(): SourceText;
};

/** Text that stands in its source as it is, from `from`. */
export function plainSource(text: string, from = 0): SourceText {
  return {
    text,
    toSource: (start, end) => [start + from, end + from],
    toText: (start, end) =>
      start >= from && end <= from + text.length ? [start - from, end - from] : undefined,
  };
}

export function createSourceText(): SourceTextBuilder {
  const runs: Run[] = [];
  let text = '';
  let pendingBreak = false;

  function put(characters: string, run: Pick<Run, 'from' | 'size'>): void {
    if (characters === '') return;
    if (pendingBreak && text !== '') text += '\n\n';
    pendingBreak = false;
    runs.push({ at: text.length, length: characters.length, ...run });
    text += characters;
  }

  const builder: SourceTextBuilder = {
    add(characters, from) {
      put(characters, { from, size: 0 });
      return builder;
    },
    addEntity(characters, from, to) {
      put(characters, { from, size: to - from });
      return builder;
    },
    breakLine() {
      text += '\n';
    },
    breakParagraph() {
      pendingBreak = true;
    },
    done: () => ({
      text,
      toSource: (start, end) => [place(runs, start), placeEnd(runs, end)],
      toText: (start, end) => textRange(runs, start, end),
    }),
  };
  return builder;
}

function place(runs: readonly Run[], offset: number): number {
  const run = runAt(runs, 'at', offset);
  return run.size === 0 ? run.from + offset - run.at : run.from;
}

function placeEnd(runs: readonly Run[], end: number): number {
  const run = runAt(runs, 'at', end - 1);
  return run.size === 0 ? run.from + end - run.at : run.from + run.size;
}

function textRange(runs: readonly Run[], start: number, end: number): readonly [number, number] | undefined {
  const first = runAt(runs, 'from', start);
  const last = runAt(runs, 'from', end - 1);
  const covers = ({ from, size, length }: Run, offset: number) =>
    offset >= from && offset < from + (size || length);
  if (!covers(first, start) || !covers(last, end - 1)) return undefined;
  return [
    first.size === 0 ? first.at + start - first.from : first.at,
    last.size === 0 ? last.at + end - last.from : last.at + last.length,
  ];
}

/** The last run that begins at or before `offset`, counted in text (`at`) or source (`from`); both rise together. */
function runAt(runs: readonly Run[], by: 'at' | 'from', offset: number): Run {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.[by] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low] ?? NOTHING;
}

const NOTHING: Run = { at: 0, from: 0, size: 0, length: 0 };

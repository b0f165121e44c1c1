/**
 * A plain text that remembers where in its source each character stood, so that what is found in the text can be
 * shown in the source. Ranges are kept as runs: a run of plain characters maps one to one, an entity as a whole.
 */

export type SourceText = {
  readonly text: string;
  /** The source range of a range of the text, UTF-16 units: from its first character's start to its last one's end. */
  toSource(start: number, end: number): readonly [start: number, end: number];
};

/** `at` and `from`: where the run begins in text and source. `size`: source units of an entity, 0 for plain text. */
type Run = { readonly at: number; readonly from: number; readonly size: number };

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
  return { text, toSource: (start, end) => [start + from, end + from] };
}

export function createSourceText(): SourceTextBuilder {
  const runs: Run[] = [];
  let text = '';
  let pendingBreak = false;

  function put(characters: string, run: Omit<Run, 'at'>): void {
    if (characters === '') return;
    if (pendingBreak && text !== '') text += '\n\n';
    pendingBreak = false;
    runs.push({ at: text.length, ...run });
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
    done: () => ({ text, toSource: (start, end) => [place(runs, start), placeEnd(runs, end)] }),
  };
  return builder;
}

function place(runs: readonly Run[], offset: number): number {
  const run = runAt(runs, offset);
  return run.size === 0 ? run.from + offset - run.at : run.from;
}

function placeEnd(runs: readonly Run[], end: number): number {
  const run = runAt(runs, end - 1);
  return run.size === 0 ? run.from + end - run.at : run.from + run.size;
}

/** The last run that begins at or before `offset`. */
function runAt(runs: readonly Run[], offset: number): Run {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low] ?? { at: 0, from: 0, size: 0 };
}

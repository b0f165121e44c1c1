/** A stored match: pattern × article, with the words that matched and what a digest shows of the article. */

/** Text with marked ranges: UTF-16 units, `end` exclusive, sorted, not overlapping. */
export type MarkedText = {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
};

export type MatchRow = {
  readonly pattern: string;
  /** Article key. */
  readonly article: string;
  /** Our own store time, ms UTC; digest windows run on it. */
  readonly at: number;
  readonly title: MarkedText;
  readonly link: string;
  readonly source: string;
  readonly publishedAt?: number;
  readonly lang?: string;
  /** The sentence that matched. Empty text when only the headline or another field matched. */
  readonly snippet: MarkedText;
  /** Fields in which words matched, in the order title, summary, body, … */
  readonly fields: readonly string[];
  /** The article was known and its edit first made the pattern match. */
  readonly byEdit?: true;
  /** The feed had not been read for over an hour before: the article is late by our doing. */
  readonly late?: true;
};

/** Bytes of a row as stored: title, link, source and snippet are cut to fit. */
export const MAX_MATCH_ROW_BYTES = 1_000;

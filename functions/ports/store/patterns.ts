/**
 * Pattern rows: the truth about what is indexed. Counts change only inside SubscriberStore.apply.
 */
import type { ImmediateRow } from '../../domain/subscriber/change.ts';

export type PatternRow = {
  readonly pattern: string;
  readonly canonical: string;
  /** Rules that want it; indexed while > 0. */
  readonly rules: number;
  /** Of these, immediate ones. */
  readonly immediate: number;
  /** Last change of the counts, ms UTC. */
  readonly at: number;
};

export type PatternMark = { readonly pattern: string; readonly due: number; readonly last: number };

export interface PatternStore {
  /** Every pattern with rules > 0: the cold start. */
  all(): Promise<readonly PatternRow[]>;
  /** Every pattern whose counts changed after `at` (exclusive), tombstones (rules = 0) included. */
  changedSince(at: number): Promise<readonly PatternRow[]>;
  get(pattern: string): Promise<PatternRow | undefined>;
  /**
   * The expedite mark: due = `due` when it has none, last = `last`. Condition: immediate > 0; otherwise there is
   * nothing to do.
   */
  mark(pattern: string, mark: { readonly due: number; readonly last: number }): Promise<'marked' | 'nothing'>;
  /** The mark of a pattern, undefined when it has none. */
  marked(pattern: string): Promise<PatternMark | undefined>;
  /** Condition: last as seen. `newer` = another match came meanwhile: expedite again. */
  clear(mark: PatternMark): Promise<'cleared' | 'newer'>;
  /** Who wants the pattern at once, a page at a time, ordered by sid. `after` is the `next` of the page before. */
  immediate(
    pattern: string,
    after?: string,
  ): Promise<{ readonly rows: readonly ImmediateRow[]; readonly next?: string }>;
}

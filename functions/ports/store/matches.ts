/** Match rows, kept 35 days. A row is written once; a repeat is success. */
import type { MatchRow } from '../../domain/matcher/match-row.ts';

export interface MatchStore {
  /** `full` = the month's collection takes no more: counts as stored, the pattern is too broad. */
  put(row: MatchRow): Promise<'stored' | 'known' | 'full'>;
  /**
   * Rows of one pattern with `from` < at <= `to`, oldest first, within one time by article key. With `limit`, the
   * rows that share the last one's time come too, so a window that ends at that time misses none.
   */
  between(pattern: string, from: number, to: number, limit?: number): Promise<readonly MatchRow[]>;
}

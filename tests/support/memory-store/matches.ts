/** Match rows by pattern, month and article. */
import type { MatchStore } from '../../../functions/ports/store/matches.ts';
import type { Memory } from './memory.ts';
import { byText, within } from './memory.ts';

export function memoryMatches({ matches }: Memory): MatchStore {
  return {
    put: async (row) => {
      const rows = within(matches, row.pattern);
      const key = `${new Date(row.at).toISOString().slice(0, 7)}/${row.article}`;
      if (rows.has(key)) return 'known';
      rows.set(key, row);
      return 'stored';
    },
    between: async (pattern, from, to, limit = Number.POSITIVE_INFINITY) => {
      const rows = [...(matches.get(pattern)?.values() ?? [])]
        .filter(({ at }) => from < at && at <= to)
        .sort((a, b) => a.at - b.at || byText(a.article, b.article));
      const last = rows[limit - 1]?.at;
      return last === undefined ? rows : rows.filter(({ at }) => at <= last);
    },
  };
}

/** Pattern rows, their marks, and who wants them at once. */
import type { PatternStore } from '../../../functions/ports/store/patterns.ts';
import type { Memory } from './memory.ts';
import { byText } from './memory.ts';

/** Rows of one page of `immediate`. */
const PAGE = 500;

export function memoryPatterns({ patterns, marks, immediate }: Memory): PatternStore {
  return {
    all: async () => [...patterns.values()].filter(({ rules }) => rules > 0),
    changedSince: async (since) => [...patterns.values()].filter(({ at }) => at > since),
    get: async (pattern) => patterns.get(pattern),
    mark: async (pattern, { due, last }) => {
      if (!((patterns.get(pattern)?.immediate ?? 0) > 0)) return 'nothing';
      marks.set(pattern, { pattern, due: marks.get(pattern)?.due ?? due, last });
      return 'marked';
    },
    marked: async (pattern) => marks.get(pattern),
    clear: async ({ pattern, last }) => {
      const standing = marks.get(pattern);
      if (standing && standing.last !== last) return 'newer';
      marks.delete(pattern);
      return 'cleared';
    },
    immediate: async (pattern, after = '') => {
      const sorted = [...(immediate.get(pattern) ?? [])].sort(([a], [b]) => byText(a, b));
      const rest = sorted.filter(([key]) => key > after);
      const page = rest.slice(0, PAGE);
      const last = page.at(-1)?.[0];
      return {
        rows: page.map(([, row]) => row),
        ...(rest.length > PAGE && last !== undefined && { next: last }),
      };
    },
  };
}

/** Pattern rows, the truth about what is indexed; their expedite marks; and who wants them at once. */
import type { ImmediateRow } from '../../domain/subscriber/change.ts';
import type { PatternRow, PatternStore } from '../../ports/store/patterns.ts';
import type { Item } from './attribute-value.ts';
import { immediatePk, PATTERN_PKS, patternDk, patternKey } from './keys.ts';
import { contentOf } from './row.ts';
import type { Tables } from './table.ts';

/** Subscribers that an expedite pulls between two looks at its time. */
const PAGE = 500;

/** A Pattern row with its mark, if it has one. */
type Stored = PatternRow & { readonly due?: number; readonly last?: number };

export function dynamoPatterns({ state }: Tables): PatternStore {
  const inAllPartitions = async (read: (pk: string) => Promise<readonly Item[]>) =>
    (await Promise.all(PATTERN_PKS.map(read))).flat().map(patternOf);
  return {
    async all() {
      const rows = await inAllPartitions((pk) => state.query({ where: '#pk = :pk', values: { pk } }));
      return rows.filter(({ rules }) => rules > 0);
    },
    changedSince: (at) =>
      inAllPartitions((pk) =>
        state.query({ index: 'byTime', where: '#pk = :pk AND #at > :at', values: { pk, at } }),
      ),
    async get(pattern) {
      const item = await state.get(patternKey(pattern));
      return item && patternOf(item);
    },
    async mark(pattern, { due, last }) {
      const marked = await state.write({
        kind: 'update',
        key: patternKey(pattern),
        set: '#due = if_not_exists(#due, :due), #dk = :dk, #last = :last',
        when: '#immediate > :zero',
        values: { due, dk: patternDk(pattern), last, zero: 0 },
      });
      return marked.kind === 'written' ? 'marked' : 'nothing';
    },
    async marked(pattern) {
      const item = await state.get(patternKey(pattern));
      const { due, last } = item ? contentOf<Stored>(item) : {};
      return due !== undefined && last !== undefined ? { pattern, due, last } : undefined;
    },
    async clear({ pattern, last }) {
      const cleared = await state.write({
        kind: 'update',
        key: patternKey(pattern),
        remove: '#dk, #due, #last',
        when: '#last = :last',
        values: { last },
      });
      return cleared.kind === 'refused' && cleared.old?.last !== undefined ? 'newer' : 'cleared';
    },
    async immediate(pattern, after) {
      const rows = await state.query({
        where: after === undefined ? '#pk = :pk' : '#pk = :pk AND #sk > :after',
        values: { pk: immediatePk(pattern), after },
        limit: PAGE + 1,
      });
      const page = rows.slice(0, PAGE);
      const next = rows.length > PAGE ? String(page.at(-1)?.sk) : undefined;
      return { rows: page.map(contentOf<ImmediateRow>), ...(next !== undefined && { next }) };
    },
  };
}

function patternOf(item: Item): PatternRow {
  const { pattern, canonical, rules, immediate, at } = contentOf<Stored>(item);
  return { pattern, canonical, rules, immediate, at };
}

/**
 * Makes one SubscriberChange out of rules before and after. Counts and immediate rows are the difference of the live
 * rules, never kept by hand.
 * Invariant: whatever changes, a pattern's count is the number of live rules that want it, and no item is named twice.
 */
import type { ImmediateRow, PatternDelta, SubscriberChange } from './change.ts';
import type { Held, Subscriber, SubscriberRule } from './subscriber.ts';
import { isLive } from './subscriber.ts';

export type Edit = {
  /** As it shall stand, but for `ver`. */
  readonly subscriber: Subscriber;
  /** New and altered rules. */
  readonly put: readonly SubscriberRule[];
  readonly remove?: readonly string[];
  readonly at: number;
};

/** @param held As read; undefined when there is no such subscriber yet. */
export function changeOf(
  held: Held | undefined,
  { subscriber, put, remove = [], at }: Edit,
): SubscriberChange {
  const before = held?.rules ?? [];
  const touched = new Set([...remove, ...put.map((rule) => rule.id)]);
  const after = [...before.filter((rule) => !touched.has(rule.id)), ...put];
  const had = immediateRows(subscriber.sid, before);
  const has = immediateRows(subscriber.sid, after);
  return {
    subscriber: { ...subscriber, ver: (held?.subscriber.ver ?? 0) + 1 },
    expect: held?.subscriber.ver ?? 'absent',
    put,
    remove,
    patterns: patternDeltas(before, after),
    immediate: { put: without(has, had), remove: without(had, has) },
    at,
  };
}

function patternDeltas(before: readonly SubscriberRule[], after: readonly SubscriberRule[]): PatternDelta[] {
  const deltas = new Map<string, PatternDelta>();
  const count = (rules: readonly SubscriberRule[], by: 1 | -1) => {
    for (const { pattern, canonical, lane } of rules.filter(isLive)) {
      const { rules: sum, immediate } = deltas.get(pattern) ?? { rules: 0, immediate: 0 };
      const wants = lane === 'immediate' ? by : 0;
      deltas.set(pattern, { pattern, canonical, rules: sum + by, immediate: immediate + wants });
    }
  };
  count(before, -1);
  count(after, 1);
  return [...deltas.values()].filter(({ rules, immediate }) => rules !== 0 || immediate !== 0);
}

function immediateRows(sid: string, rules: readonly SubscriberRule[]): ImmediateRow[] {
  return rules
    .filter((rule) => isLive(rule) && rule.lane === 'immediate')
    .map(({ pattern, id }) => ({ pattern, sid, rule: id }));
}

function without(rows: readonly ImmediateRow[], others: readonly ImmediateRow[]): ImmediateRow[] {
  const keys = new Set(others.map(keyOf));
  return rows.filter((row) => !keys.has(keyOf(row)));
}

/** The key of the stored row, which names pattern and rule: one rule may change its pattern only by a new id. */
function keyOf({ pattern, rule }: ImmediateRow): string {
  return `${pattern} ${rule}`;
}

/**
 * How one change moves the counts of the patterns it touches. A count that falls to nothing leaves a tombstone, which
 * tells every index to drop the pattern and goes after 30 days; so whoever takes rules away reads the count first and
 * names it in the condition.
 * Invariant: a pattern that somebody wants has no time to live.
 */
import type { PatternDelta, SubscriberChange } from '../../domain/subscriber/change.ts';
import type { Action } from './expression.ts';
import { patternKey } from './keys.ts';
import { ttlAt } from './row.ts';
import type { Table } from './table.ts';

const DAY_MS = 86_400_000;
/** Every index reads changes at least as often as that, or starts anew. */
const TOMBSTONE_MS = 30 * DAY_MS;

export async function patternCounts(
  state: Table,
  { patterns, at }: Pick<SubscriberChange, 'patterns' | 'at'>,
): Promise<readonly Action[]> {
  const falling = patterns.filter(({ rules }) => rules < 0);
  const rows = await state.getMany(falling.map(({ pattern }) => patternKey(pattern)));
  const standing = new Map(rows.map((row) => [row.sk, Number(row.rules)]));
  return patterns.map((delta) => {
    const rules = standing.get(delta.pattern) ?? 0;
    const isLast = delta.rules < 0 && rules + delta.rules <= 0;
    return isLast ? bury(delta, rules, at) : count(delta, at);
  });
}

/** Others may count the same pattern meanwhile, but not so that these were the last. */
function count({ pattern, canonical, rules, immediate }: PatternDelta, at: number): Action {
  const sum = (name: string) => `#${name} = if_not_exists(#${name}, :zero) + :${name}`;
  return {
    kind: 'update',
    key: patternKey(pattern),
    set: `#pattern = :pattern, #canonical = :canonical, #at = :at, ${sum('rules')}, ${sum('immediate')}`,
    remove: '#ttl',
    ...(rules < 0 && { when: '#rules > :taken' }),
    values: { pattern, canonical, at, rules, immediate, zero: 0, taken: -rules },
  };
}

function bury({ pattern, canonical }: PatternDelta, rules: number, at: number): Action {
  return {
    kind: 'update',
    key: patternKey(pattern),
    set: '#pattern = :pattern, #canonical = :canonical, #at = :at, #rules = :zero, #immediate = :zero, #ttl = :ttl',
    when: rules > 0 ? '#rules = :rules' : 'attribute_not_exists(#rules) OR #rules = :rules',
    values: { pattern, canonical, at, rules, zero: 0, ttl: ttlAt(at + TOMBSTONE_MS) },
  };
}

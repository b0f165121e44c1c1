/**
 * What one transaction writes when a person's rules or settings change: the subscriber row whole, the rules that
 * are put or deleted, and the netted effect on patterns and immediate rows (DynamoDB refuses two actions on an item).
 */
import type { Subscriber, SubscriberRule } from './subscriber.ts';

/** Change of a pattern's counts, netted over all rules of one change; never both zero. */
export type PatternDelta = {
  readonly pattern: string;
  readonly canonical: string;
  readonly rules: number;
  readonly immediate: number;
};

export type ImmediateRow = { readonly pattern: string; readonly sid: string; readonly rule: string };

export type SubscriberChange = {
  /** After the change, `ver` raised already. */
  readonly subscriber: Subscriber;
  /** The row as it must stand: not there, or with this `ver`. */
  readonly expect: 'absent' | number;
  readonly put: readonly SubscriberRule[];
  readonly remove: readonly string[];
  readonly patterns: readonly PatternDelta[];
  readonly immediate: { readonly put: readonly ImmediateRow[]; readonly remove: readonly ImmediateRow[] };
  /** The change's time, ms UTC: becomes `at` of each pattern it touches. */
  readonly at: number;
};

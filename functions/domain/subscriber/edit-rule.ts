/**
 * Gives a rule another text. The old row ends now and is served up to here; a new one begins. A text that means the
 * same only changes the words shown.
 */
import { START_BEFORE_MS } from './add-rules.ts';
import type { SubscriberChange } from './change.ts';
import { changeOf } from './change-of.ts';
import type { RequestedRule } from './request.ts';
import type { Held } from './subscriber.ts';
import { isLive, MAX_RULE_ROWS } from './subscriber.ts';

export type RuleEdit =
  | { readonly kind: 'edited'; readonly change: SubscriberChange }
  /** Another rule says the same: this one only ended. */
  | { readonly kind: 'merged'; readonly change: SubscriberChange }
  | { readonly kind: 'unknown' }
  /** MAX_RULE_ROWS: the next digest makes room. */
  | { readonly kind: 'full' };

/** @param id Of a live rule; an ended or strange one is `unknown`. */
export function editRule(held: Held, id: string, asked: RequestedRule, now: number): RuleEdit {
  const live = held.rules.filter(isLive);
  const old = live.find((rule) => rule.id === id);
  if (!old) return { kind: 'unknown' };
  const change = (...put: (typeof old)[]) => changeOf(held, { subscriber: held.subscriber, put, at: now });
  if (old.pattern === asked.pattern) return { kind: 'edited', change: change({ ...old, text: asked.text }) };
  const ended = { ...old, end: now };
  if (live.some((rule) => rule.pattern === asked.pattern)) return { kind: 'merged', change: change(ended) };
  if (held.rules.length >= MAX_RULE_ROWS) return { kind: 'full' };
  const lane = held.subscriber.settings.cadence;
  return { kind: 'edited', change: change(ended, { ...asked, lane, start: now - START_BEFORE_MS }) };
}

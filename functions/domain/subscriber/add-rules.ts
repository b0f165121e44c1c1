/**
 * Adds rules to a subscriber. What is watched already is left as it is: saving an equal rule again must not reset
 * its start, or what matched since its last digest would be lost.
 */
import type { SubscriberChange } from './change.ts';
import { changeOf } from './change-of.ts';
import { dueOf, lanesUnder } from './lanes.ts';
import type { RequestedRule } from './request.ts';
import type { Cadence, Held, SubscriberRule } from './subscriber.ts';
import { isLive, MAX_RULE_ROWS, MAX_RULES } from './subscriber.ts';

/** A rule begins this long before it was activated, so that clocks which differ a little lose nothing. */
export const START_BEFORE_MS = 5_000;

export type Admission = {
  readonly added: readonly SubscriberRule[];
  /** Watched already, by this subscriber. */
  readonly known: readonly RequestedRule[];
  /** Beyond MAX_RULES, or beyond MAX_RULE_ROWS with the ended ones. */
  readonly over: readonly RequestedRule[];
};

/** @returns No `change` when nothing is to be added. */
export function addRules(
  held: Held,
  requested: readonly RequestedRule[],
  now: number,
): Admission & { readonly change?: SubscriberChange } {
  const { subscriber } = held;
  const admission = admit(held.rules, requested, subscriber.settings.cadence, now);
  if (admission.added.length === 0) return admission;
  const lanes = lanesUnder(subscriber.settings, subscriber, now);
  const after = { ...subscriber, lanes, due: dueOf({ ...subscriber, lanes }) };
  return { ...admission, change: changeOf(held, { subscriber: after, put: admission.added, at: now }) };
}

/** Sorts the rules asked for into new, known and too many; equal ones among them count once. */
export function admit(
  rules: readonly SubscriberRule[],
  requested: readonly RequestedRule[],
  lane: Cadence,
  now: number,
): Admission {
  const live = rules.filter(isLive);
  const patterns = new Set(live.map((rule) => rule.pattern));
  const room = Math.min(MAX_RULES - live.length, MAX_RULE_ROWS - rules.length);
  const admission = {
    added: [] as SubscriberRule[],
    known: [] as RequestedRule[],
    over: [] as RequestedRule[],
  };
  for (const rule of requested) {
    if (patterns.has(rule.pattern)) admission.known.push(rule);
    else if (admission.added.length >= room) admission.over.push(rule);
    else {
      patterns.add(rule.pattern);
      admission.added.push({ ...rule, lane, start: now - START_BEFORE_MS });
    }
  }
  return admission;
}

/**
 * Changes when and how often a subscriber is mailed. Another cadence moves every rule to its lane: the old row ends
 * now, a new one starts there, so no match lies between them; the old lane stays until it served what ended in it.
 */
import { hash } from '../hash.ts';
import type { SubscriberChange } from './change.ts';
import { changeOf } from './change-of.ts';
import { dueOf, lanesUnder } from './lanes.ts';
import type { Cadence, Held, Settings, SubscriberRule } from './subscriber.ts';
import { isLive, MAX_RULE_ROWS } from './subscriber.ts';

export type SettingsChange =
  | { readonly kind: 'changed'; readonly change: SubscriberChange }
  /** MAX_RULE_ROWS: the next digest makes room for moving the rules. */
  | { readonly kind: 'full' };

/** Saving the same settings again is a change without effect. */
export function changeSettings(held: Held, settings: Settings, now: number): SettingsChange {
  const moves = movesTo(settings.cadence, held, now);
  if (held.rules.length + moves.moved.length > MAX_RULE_ROWS) return { kind: 'full' };
  const lanes = lanesUnder(settings, held.subscriber, now);
  const subscriber = { ...held.subscriber, settings, lanes, due: dueOf({ ...held.subscriber, lanes }) };
  return {
    kind: 'changed',
    change: changeOf(held, { subscriber, put: [...moves.ended, ...moves.moved], at: now }),
  };
}

/** Old rows, ended, and new ones, for every live rule of another lane. */
export function movesTo(
  cadence: Cadence,
  { subscriber, rules }: Held,
  now: number,
): { readonly ended: readonly SubscriberRule[]; readonly moved: readonly SubscriberRule[] } {
  const moving = rules.filter((rule) => isLive(rule) && rule.lane !== cadence);
  return {
    ended: moving.map((rule) => ({ ...rule, end: now })),
    moved: moving.map((rule) => ({
      ...rule,
      // New for each move, since `ver` rises; the same when a lost reply makes the stage compute it again.
      id: hash(`${rule.id}/${cadence}/${subscriber.ver}`),
      lane: cadence,
      start: now,
    })),
  };
}

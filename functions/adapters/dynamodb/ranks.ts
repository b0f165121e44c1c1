/** States of lower rank, as a condition names them: what may still be replaced. */
import type { SubscriberState } from '../../domain/subscriber/subscriber.ts';
import { STATE_RANK } from '../../domain/subscriber/subscriber.ts';
import type { Item } from './attribute-value.ts';

/** For `#state IN (…)`. `state` is never `active`, so at least one state stands below it. */
export function rankedBelow(state: SubscriberState): { readonly list: string; readonly values: Item } {
  const lower = Object.entries(STATE_RANK).filter(([, rank]) => rank < STATE_RANK[state]);
  return {
    list: lower.map(([name]) => `:${name}`).join(', '),
    values: Object.fromEntries(lower.map(([name]) => [name, name])),
  };
}

/** A Subscriber and a rule as their rows hold them: the head of the subscriber's partition, and one row a rule. */
import type { Subscriber, SubscriberRule } from '../../domain/subscriber/subscriber.ts';
import type { Item } from './attribute-value.ts';
import { HEAD, ruleKey, subscriberDk, subscriberKey } from './keys.ts';
import { contentOf } from './row.ts';

export function subscriberItem(subscriber: Subscriber): Item {
  return { ...subscriberKey(subscriber.sid), dk: subscriberDk(subscriber.sid), ...subscriber };
}

export function subscriberOf(item: Item): Subscriber {
  return contentOf<Subscriber>(item);
}

export function ruleItem(sid: string, rule: SubscriberRule): Item {
  return { ...ruleKey(sid, rule.id), ...rule };
}

/** A subscriber's partition, taken apart. */
export function heldOf(
  items: readonly Item[],
): { readonly subscriber: Subscriber; readonly rules: readonly SubscriberRule[] } | undefined {
  const head = items.find(({ sk }) => sk === HEAD);
  if (!head) return undefined;
  const rules = items.filter((item) => item !== head).map((item) => contentOf<SubscriberRule>(item));
  return { subscriber: subscriberOf(head), rules };
}

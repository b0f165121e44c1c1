/**
 * What people change: rules and settings, with the counts of patterns, in one transaction; and how a subscription
 * ends and is erased.
 */
import type { SubscriberChange } from '../../domain/subscriber/change.ts';
import type { Suppression } from '../../domain/subscriber/request.ts';
import type { Subscriber } from '../../domain/subscriber/subscriber.ts';
import type { SubscriberStore } from '../../ports/store/subscribers.ts';
import { confirmAddress, forgetAddress } from './addresses.ts';
import type { Action } from './expression.ts';
import { addressKey, immediateKey, ruleKey, subscriberKey } from './keys.ts';
import { patternCounts } from './pattern-counts.ts';
import { rankedBelow } from './ranks.ts';
import { endRequest } from './requests.ts';
import { ruleItem, subscriberItem } from './subscriber-row.ts';
import type { Table } from './table.ts';

type Changes = Pick<SubscriberStore, 'apply' | 'end' | 'erase'>;

export function subscriberChanges(state: Table): Changes {
  return {
    async apply(change, confirm) {
      const actions = [
        putSubscriber(change),
        ...putRules(change),
        ...putImmediate(change),
        ...(await patternCounts(state, change)),
        ...(confirm ? [endRequest(confirm.tokenHash, 'confirmed'), confirmAddress(confirm.address)] : []),
      ];
      return (await state.transact(actions)) === 'done' ? 'applied' : 'stale';
    },
    async end(sid, suppression) {
      const ended = await state.write(endSubscriber(sid, suppression));
      if (ended.kind === 'written') return 'ended';
      return ended.old ? 'already' : 'unknown';
    },
    async erase(subscriber, rules) {
      const { addressHash, sid } = subscriber;
      const isKnown = await state.get(addressKey(addressHash));
      const actions: Action[] = [
        deleteSubscriber(subscriber),
        ...rules.map((id): Action => ({ kind: 'delete', key: ruleKey(sid, id) })),
        ...(isKnown ? [forgetAddress(addressHash)] : []),
      ];
      return (await state.transact(actions)) === 'done' ? 'erased' : 'stale';
    },
  };
}

function putSubscriber({ subscriber, expect }: SubscriberChange): Action {
  const item = subscriberItem(subscriber);
  if (expect === 'absent') return { kind: 'put', item, when: 'attribute_not_exists(#pk)' };
  return { kind: 'put', item, when: '#ver = :ver', values: { ver: expect } };
}

function putRules({ subscriber: { sid }, put, remove }: SubscriberChange): readonly Action[] {
  return [
    ...put.map((rule): Action => ({ kind: 'put', item: ruleItem(sid, rule) })),
    ...remove.map((id): Action => ({ kind: 'delete', key: ruleKey(sid, id) })),
  ];
}

function putImmediate({ immediate: { put, remove } }: SubscriberChange): readonly Action[] {
  const key = ({ pattern, sid, rule }: (typeof put)[number]) => immediateKey(pattern, sid, rule);
  return [
    ...put.map((row): Action => ({ kind: 'put', item: { ...key(row), ...row } })),
    ...remove.map((row): Action => ({ kind: 'delete', key: key(row) })),
  ];
}

function endSubscriber(sid: string, { state, at }: Suppression): Action {
  const { list, values } = rankedBelow(state);
  return {
    kind: 'update',
    key: subscriberKey(sid),
    set: '#state = :state, #endedAt = if_not_exists(#endedAt, :at), #due = :at, #ver = #ver + :one',
    when: `#state IN (${list})`,
    values: { ...values, state, at, one: 1 },
  };
}

function deleteSubscriber({ sid, ver }: Subscriber): Action {
  return {
    kind: 'delete',
    key: subscriberKey(sid),
    when: '#ver = :ver AND NOT #state IN (:active, :paused)',
    values: { ver, active: 'active', paused: 'paused' },
  };
}

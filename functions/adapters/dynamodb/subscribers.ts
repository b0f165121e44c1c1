/** Subscribers with their rules: reads here, the digest protocol and people's changes in files of their own. */
import { STATE_RANK } from '../../domain/subscriber/subscriber.ts';
import type { SubscriberStore } from '../../ports/store/subscribers.ts';
import { digestProtocol } from './digest-protocol.ts';
import { HEAD, subscriberKey } from './keys.ts';
import { subscriberChanges } from './subscriber-changes.ts';
import { heldOf, subscriberOf } from './subscriber-row.ts';
import type { Tables } from './table.ts';

export function dynamoSubscribers({ state }: Tables): SubscriberStore {
  return {
    async get(sid) {
      const item = await state.get(subscriberKey(sid));
      return item && subscriberOf(item);
    },
    async load(sid) {
      const { pk } = subscriberKey(sid);
      return heldOf(await state.query({ where: '#pk = :pk', values: { pk } }));
    },
    ...digestProtocol(state),
    ...subscriberChanges(state),
    async census() {
      const counts = { active: 0, ended: 0, mails: 0 };
      const heads = {
        filter: 'begins_with(#pk, :prefix) AND #sk = :head',
        values: { prefix: 'S#', head: HEAD },
      };
      for await (const item of state.scan(heads)) {
        const { state, mails } = subscriberOf(item);
        counts.mails += mails;
        if (state === 'active') counts.active += 1;
        if (STATE_RANK[state] > STATE_RANK.paused) counts.ended += 1;
      }
      return counts;
    },
  };
}

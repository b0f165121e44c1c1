/** Address rows. */
import { expect, it } from 'vitest';
import { changeOf } from '../../../../functions/domain/subscriber/change-of.ts';
import type { Suppression } from '../../../../functions/domain/subscriber/request.ts';
import { aSubscriber } from '../../../support/rows.ts';
import { aRequest, type MakeStore, NOW, SID } from './rows.ts';

export function addressContract(makeStore: MakeStore): void {
  it('a suppression makes the row when there is none', async () => {
    const store = await makeStore();
    await store.addresses.suppress('h', suppression('bounced', 1));
    expect(await store.addresses.get('h')).toEqual({ hash: 'h', suppression: suppression('bounced', 1) });
    expect(await store.addresses.get('other')).toBeUndefined();
  });

  it('a suppression stands against one of the same or lower rank, and gives way to a higher one', async () => {
    const store = await makeStore();
    const standing = async () => (await store.addresses.get('h'))?.suppression;
    await store.addresses.suppress('h', suppression('bounced', 1));
    await store.addresses.suppress('h', suppression('bounced', 2));
    expect(await standing()).toEqual(suppression('bounced', 1));
    await store.addresses.suppress('h', suppression('complained', 3));
    expect(await standing()).toEqual(suppression('complained', 3));
    await store.addresses.suppress('h', suppression('unsubscribed', 4));
    expect(await standing()).toEqual(suppression('complained', 3));
  });

  it('forgetting leaves hash and suppression, and makes no row', async () => {
    const store = await makeStore();
    await store.requests.put(aRequest());
    const consent = { text: 'Yes', at: NOW, how: 'cookie', rules: ['Arctic'] } as const;
    const change = changeOf(undefined, { subscriber: aSubscriber(), put: [], at: NOW });
    await store.subscribers.apply(change, {
      tokenHash: 'hash-of-token',
      address: { hash: 'h', sid: SID, consent },
    });
    await store.addresses.suppress('h', suppression('bounced', 1));
    await store.addresses.forget('h');
    await store.addresses.forget('h');
    await store.addresses.forget('unknown');
    expect(await store.addresses.get('h')).toEqual({ hash: 'h', suppression: suppression('bounced', 1) });
    expect(await store.addresses.get('unknown')).toBeUndefined();
  });
}

function suppression(state: Suppression['state'], at: number): Suppression {
  return { state, reason: 'because', source: 'bounce', eventId: `event-${at}`, at };
}

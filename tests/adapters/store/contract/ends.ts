/** Leaving, suppression, erasure, and the operator's census. */
import { expect, it } from 'vitest';
import type { Suppression } from '../../../../functions/domain/subscriber/request.ts';
import { aRule } from '../../../support/rows.ts';
import { DAY, HOUR, type MakeStore, NOW, SID, subscribe, theSubscriber } from './rows.ts';

export function endContract(makeStore: MakeStore): void {
  it('an end sets state and time, makes the row due and raises ver; what is open stays', async () => {
    const store = await makeStore();
    const open = { digest: 'd1', tok: 'mine', at: NOW, attempt: 1 };
    const before = await subscribe(store, { due: NOW + DAY, open }, [aRule()]);
    expect(await store.subscribers.end(SID, left(NOW + 5))).toBe('ended');
    const held = await store.subscribers.load(SID);
    expect(held).toEqual({
      subscriber: { ...before, state: 'unsubscribed', endedAt: NOW + 5, due: NOW + 5, ver: before.ver + 1 },
      rules: [aRule()],
    });
  });

  it('an end that comes twice changes nothing', async () => {
    const store = await makeStore();
    await subscribe(store);
    await store.subscribers.end(SID, left(NOW));
    const ended = await theSubscriber(store);
    expect(await store.subscribers.end(SID, left(NOW + HOUR))).toBe('already');
    expect(await theSubscriber(store)).toEqual(ended);
  });

  it('a state only rises in rank, and the first end counts', async () => {
    const store = await makeStore();
    await subscribe(store, { state: 'paused' });
    expect(await store.subscribers.end(SID, { ...left(NOW), state: 'bounced' })).toBe('ended');
    expect(await store.subscribers.end(SID, { ...left(NOW + 1), state: 'complained' })).toBe('ended');
    expect(await store.subscribers.end(SID, left(NOW + 2))).toBe('already');
    expect(await theSubscriber(store)).toMatchObject({ state: 'complained', endedAt: NOW, due: NOW + 1 });
  });

  it('nobody can not end', async () => {
    const store = await makeStore();
    expect(await store.subscribers.end(SID, left(NOW))).toBe('unknown');
    expect(await store.subscribers.get(SID)).toBeUndefined();
  });

  it('erasure takes the subscriber and the rules, and leaves hash and suppression of the address', async () => {
    const store = await makeStore();
    await subscribe(store, {}, [aRule({ id: 'a' }), aRule({ id: 'b' })]);
    const suppression = { ...left(NOW), state: 'bounced' } as const;
    await store.addresses.suppress('hashed', suppression);
    await store.subscribers.end(SID, left(NOW));
    expect(await store.subscribers.erase(await theSubscriber(store), ['a', 'b'])).toBe('erased');
    expect(await store.subscribers.load(SID)).toBeUndefined();
    expect(await store.addresses.get('hashed')).toEqual({ hash: 'hashed', suppression });
  });

  it('erasure of somebody without an address row makes none', async () => {
    const store = await makeStore();
    await subscribe(store, { state: 'unsubscribed' });
    expect(await store.subscribers.erase(await theSubscriber(store), [])).toBe('erased');
    expect(await store.addresses.get('hashed')).toBeUndefined();
  });

  it('erasure is stale when it comes twice, after a change, and for whoever still gets mail', async () => {
    const store = await makeStore();
    const active = await subscribe(store, {}, [aRule()]);
    expect(await store.subscribers.erase(active, ['rule1'])).toBe('stale');
    await store.subscribers.end(SID, left(NOW));
    expect(await store.subscribers.erase(active, ['rule1'])).toBe('stale');
    expect((await store.subscribers.load(SID))?.rules).toEqual([aRule()]);
    const ended = await theSubscriber(store);
    await store.subscribers.erase(ended, ['rule1']);
    expect(await store.subscribers.erase(ended, ['rule1'])).toBe('stale');
  });

  it('whoever came back with the same address is not erased', async () => {
    const store = await makeStore();
    await subscribe(store, { state: 'paused' });
    expect(await store.subscribers.erase(await theSubscriber(store), [])).toBe('stale');
  });

  it('the census counts the active, those who left, and all mails', async () => {
    const store = await makeStore();
    expect(await store.subscribers.census()).toEqual({ active: 0, ended: 0, mails: 0 });
    await subscribe(store, { sid: 'a', mails: 3 }, [aRule()]);
    await subscribe(store, { sid: 'b', mails: 2, state: 'paused' });
    await subscribe(store, { sid: 'c', mails: 1, state: 'unsubscribed' });
    expect(await store.subscribers.census()).toEqual({ active: 1, ended: 1, mails: 6 });
  });

  it('nobody is loaded as nothing', async () => {
    const store = await makeStore();
    expect(await store.subscribers.load(SID)).toBeUndefined();
  });
}

function left(at: number): Suppression {
  return { state: 'unsubscribed', reason: 'link', source: 'person', at };
}

/** One change of rules and settings, whole or not at all. */
import { expect, it } from 'vitest';
import { hash } from '../../../../functions/domain/hash.ts';
import { changeOf } from '../../../../functions/domain/subscriber/change-of.ts';
import type { Store } from '../../../../functions/ports/store/index.ts';
import { aRule, aSubscriber } from '../../../support/rows.ts';
import { aRequest, HOUR, type MakeStore, NOW, SID, subscribe, theSubscriber } from './rows.ts';

const ARCTIC = hash('arctic');
const address = {
  hash: 'hashed',
  sid: SID,
  consent: { text: 'Yes', at: NOW, how: 'code', rules: ['Arctic'] },
} as const;
const confirm = { tokenHash: 'hash-of-token', address };

export function changeContract(makeStore: MakeStore): void {
  it('a new subscriber comes with rules, counts and immediate rows', async () => {
    const store = await makeStore();
    const rules = [aRule({ id: 'b' }), aRule({ id: 'a', canonical: 'sanctions', lane: 'daily' })];
    const subscriber = await subscribe(
      store,
      { missed: ['d0'], lanes: { daily: { cursor: 1, next: 2 } } },
      rules,
    );
    expect(subscriber).toEqual(
      aSubscriber({ due: NOW, missed: ['d0'], lanes: { daily: { cursor: 1, next: 2 } } }),
    );
    expect((await store.subscribers.load(SID))?.rules).toEqual([rules[1], rules[0]]);
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 1, immediate: 1 });
    expect(await store.patterns.get(hash('sanctions'))).toMatchObject({ rules: 1, immediate: 0 });
    expect((await store.patterns.immediate(ARCTIC)).rows).toEqual([{ pattern: ARCTIC, sid: SID, rule: 'b' }]);
  });

  it('a change that comes twice is stale and counts once', async () => {
    const store = await makeStore();
    const change = changeOf(undefined, { subscriber: aSubscriber(), put: [aRule()], at: NOW });
    expect(await store.subscribers.apply(change)).toBe('applied');
    expect(await store.subscribers.apply(change)).toBe('stale');
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 1, immediate: 1 });
  });

  it('a change of what was read before another change is stale, and writes nothing', async () => {
    const store = await makeStore();
    const subscriber = await subscribe(store, {}, [aRule()]);
    await store.subscribers.postpone(SID, subscriber.ver, NOW + HOUR);
    const held = { subscriber, rules: [aRule()] };
    const edit = { subscriber, put: [aRule({ end: NOW }), aRule({ id: 'new', canonical: 'new' })], at: NOW };
    expect(await store.subscribers.apply(changeOf(held, edit))).toBe('stale');
    expect((await store.subscribers.load(SID))?.rules).toEqual([aRule()]);
    expect(await store.patterns.get(hash('new'))).toBeUndefined();
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 1 });
  });

  it('a change of nobody is stale', async () => {
    const store = await makeStore();
    const held = { subscriber: aSubscriber(), rules: [] };
    const change = changeOf(held, { subscriber: aSubscriber(), put: [], at: NOW });
    expect(await store.subscribers.apply(change)).toBe('stale');
    expect(await store.subscribers.get(SID)).toBeUndefined();
  });

  it('ended and removed rules take their counts and immediate rows with them', async () => {
    const store = await makeStore();
    const rules = [aRule({ id: 'a' }), aRule({ id: 'b' }), aRule({ id: 'c' })];
    const subscriber = await subscribe(store, {}, rules);
    const edit = { subscriber, put: [aRule({ id: 'a', end: NOW })], remove: ['b'], at: NOW + 1 };
    expect(await store.subscribers.apply(changeOf({ subscriber, rules }, edit))).toBe('applied');
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 1, immediate: 1, at: NOW + 1 });
    expect((await store.patterns.immediate(ARCTIC)).rows.map(({ rule }) => rule)).toEqual(['c']);
    expect((await store.subscribers.load(SID))?.rules.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('a move to another cadence changes the immediate count only', async () => {
    const store = await makeStore();
    const subscriber = await subscribe(store, {}, [aRule()]);
    const edit = { subscriber, put: [aRule({ end: NOW }), aRule({ id: 'moved', lane: 'daily' })], at: NOW };
    await store.subscribers.apply(changeOf({ subscriber, rules: [aRule()] }, edit));
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 1, immediate: 0 });
    expect((await store.patterns.immediate(ARCTIC)).rows).toEqual([]);
  });

  it('changes of many people at one pattern all count', async () => {
    const store = await makeStore();
    const sids = Array.from({ length: 8 }, (_, number) => `sid-${number}`);
    await Promise.all(sids.map((sid) => subscribe(store, { sid }, [aRule()])));
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 8, immediate: 8 });
    await Promise.all(sids.map((sid) => withoutRule(store, sid)));
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 0, immediate: 0 });
    expect(await store.patterns.all()).toEqual([]);
  });

  it('an edit keeps what is open', async () => {
    const store = await makeStore();
    const open = { digest: 'd1', tok: 'mine', at: NOW, attempt: 1 };
    const subscriber = await subscribe(store, { open });
    await store.subscribers.apply(
      changeOf({ subscriber, rules: [] }, { subscriber, put: [aRule()], at: NOW }),
    );
    expect((await theSubscriber(store)).open).toEqual(open);
  });

  it('confirming marks the request and writes the address', async () => {
    const store = await makeStore();
    await store.requests.put(aRequest());
    const change = changeOf(undefined, { subscriber: aSubscriber(), put: [aRule()], at: NOW });
    expect(await store.subscribers.apply(change, confirm)).toBe('applied');
    expect(await store.requests.get('hash-of-token')).toEqual(aRequest({ state: 'confirmed' }));
    expect(await store.addresses.get('hashed')).toEqual(address);
  });

  it.each(['confirmed', 'refused'] as const)('a request that was %s confirms nothing more', async (state) => {
    const store = await makeStore();
    await store.requests.put(aRequest({ state }));
    const change = changeOf(undefined, { subscriber: aSubscriber(), put: [aRule()], at: NOW });
    expect(await store.subscribers.apply(change, confirm)).toBe('stale');
    expect(await store.subscribers.get(SID)).toBeUndefined();
    expect(await store.addresses.get('hashed')).toBeUndefined();
    expect(await store.patterns.all()).toEqual([]);
  });

  it('a request that is not there confirms nothing', async () => {
    const store = await makeStore();
    const change = changeOf(undefined, { subscriber: aSubscriber(), put: [], at: NOW });
    expect(await store.subscribers.apply(change, confirm)).toBe('stale');
    expect(await store.requests.get('hash-of-token')).toBeUndefined();
  });

  it.each(['bounced', 'complained'] as const)(
    'an address that has %s while it was confirmed stays suppressed',
    async (state) => {
      const store = await makeStore();
      await store.requests.put(aRequest());
      const suppression = { state, reason: '', source: 'bounce', at: NOW } as const;
      await store.addresses.suppress('hashed', suppression);
      const change = changeOf(undefined, { subscriber: aSubscriber(), put: [aRule()], at: NOW });
      expect(await store.subscribers.apply(change, confirm)).toBe('stale');
      expect(await store.addresses.get('hashed')).toEqual({ hash: 'hashed', suppression });
      expect(await store.requests.get('hash-of-token')).toEqual(aRequest());
    },
  );

  it('a person who had left may confirm again', async () => {
    const store = await makeStore();
    await store.requests.put(aRequest());
    const suppression = { state: 'unsubscribed', reason: '', source: 'person', at: NOW } as const;
    await store.addresses.suppress('hashed', suppression);
    const change = changeOf(undefined, { subscriber: aSubscriber(), put: [aRule()], at: NOW });
    expect(await store.subscribers.apply(change, confirm)).toBe('applied');
    expect(await store.addresses.get('hashed')).toEqual(address);
  });
}

/** Takes `rule1` from somebody, again after a change that came between. */
export async function withoutRule(store: Store, sid: string): Promise<void> {
  for (let outcome = 'stale'; outcome === 'stale'; ) {
    const subscriber = await theSubscriber(store, sid);
    const change = changeOf(
      { subscriber, rules: [aRule()] },
      { subscriber, put: [], remove: ['rule1'], at: NOW },
    );
    outcome = await store.subscribers.apply(change);
  }
}

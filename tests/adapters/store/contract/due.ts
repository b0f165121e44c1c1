/** The due index: everything that has a time, and nothing else. */
import { expect, it } from 'vitest';
import { hash, shardOf } from '../../../../functions/domain/hash.ts';
import { GROUP_SHARDS, PATTERN_SHARDS, SUBSCRIBER_SHARDS } from '../../../../functions/ports/store/due.ts';
import type { Store } from '../../../../functions/ports/store/index.ts';
import { aRule } from '../../../support/rows.ts';
import { addFeed, HOUR, type MakeStore, NOW, SID, subscribe, theGroup } from './rows.ts';

export function dueContract(makeStore: MakeStore): void {
  it('a subscriber is due in its shard from its time on', async () => {
    const store = await makeStore();
    await subscribe(store, { due: NOW });
    const shard = shardOf(SID, SUBSCRIBER_SHARDS);
    expect(await store.due.subscribers(shard, NOW - 1, 9)).toEqual([]);
    expect(await store.due.subscribers(shard, NOW, 9)).toEqual([SID]);
    expect(await allSubscribers(store, NOW)).toEqual([SID]);
  });

  it('the longest overdue come first, as many as wanted', async () => {
    const store = await makeStore();
    const sids = sidsOfOneShard(4);
    for (const [place, sid] of sids.entries()) await subscribe(store, { sid, due: NOW - place * HOUR });
    const shard = shardOf(sids[0] ?? '', SUBSCRIBER_SHARDS);
    expect(await store.due.subscribers(shard, NOW, 3)).toEqual(sids.toReversed().slice(0, 3));
  });

  it('a group is due from its time on, and not after a claim', async () => {
    const store = await makeStore();
    await addFeed(store);
    const shard = shardOf('group-1', GROUP_SHARDS);
    expect(await store.due.groups(shard, NOW - 1, 9)).toEqual([]);
    expect(await store.due.groups(shard, NOW, 9)).toEqual(['group-1']);
    await store.groups.claim(await theGroup(store), { now: NOW, due: NOW + HOUR, times: {}, tok: 't' });
    expect(await store.due.groups(shard, NOW, 9)).toEqual([]);
    expect(await store.due.groups(shard, NOW + HOUR, 9)).toEqual(['group-1']);
  });

  it('a pattern is due while it is marked', async () => {
    const store = await makeStore();
    await subscribe(store, {}, [aRule()]);
    const pattern = hash('arctic');
    const shard = shardOf(pattern, PATTERN_SHARDS);
    expect(await store.due.patterns(shard, NOW, 9)).toEqual([]);
    await store.patterns.mark(pattern, { due: NOW, last: NOW });
    expect(await store.due.patterns(shard, NOW, 9)).toEqual([pattern]);
    await store.patterns.clear({ pattern, due: NOW, last: NOW });
    expect(await store.due.patterns(shard, NOW, 9)).toEqual([]);
  });

  it('the oldest time of each kind is found, due or not; none where there is none', async () => {
    const store = await makeStore();
    expect(await store.due.oldest('subscriber')).toBeUndefined();
    for (const number of [3, 1, 2])
      await subscribe(store, { sid: `sid-${number}`, due: NOW + number * HOUR });
    await addFeed(store);
    expect(await store.due.oldest('subscriber')).toBe(NOW + HOUR);
    expect(await store.due.oldest('group')).toBe(NOW);
    expect(await store.due.oldest('pattern')).toBeUndefined();
  });

  it('whoever was erased is due no more', async () => {
    const store = await makeStore();
    const subscriber = await subscribe(store, { state: 'unsubscribed', due: NOW });
    await store.subscribers.erase(subscriber, []);
    expect(await allSubscribers(store, NOW)).toEqual([]);
  });
}

async function allSubscribers(store: Store, now: number): Promise<readonly string[]> {
  const shards = Array.from({ length: SUBSCRIBER_SHARDS }, (_, shard) =>
    store.due.subscribers(shard, now, 99),
  );
  return (await Promise.all(shards)).flat();
}

function sidsOfOneShard(count: number): readonly string[] {
  const sids: string[] = [];
  for (let number = 0; sids.length < count; number++)
    if (shardOf(`sid-${number}`, SUBSCRIBER_SHARDS) === 0) sids.push(`sid-${number}`);
  return sids;
}

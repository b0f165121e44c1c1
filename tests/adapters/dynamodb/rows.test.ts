/** What stands in the tables: versions, times to live, and who is copied into which index. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../../functions/adapters/dynamodb/row.ts';
import { MAX_FEEDS_PER_HOST } from '../../../functions/domain/feed/group.ts';
import { hash } from '../../../functions/domain/hash.ts';
import { changeOf } from '../../../functions/domain/subscriber/change-of.ts';
import { aMatch, aRule } from '../../support/rows.ts';
import { withoutRule } from '../store/contract/changes.ts';
import {
  addFeed,
  aFeed,
  aRequest,
  DAY,
  HOUR,
  NOW,
  SID,
  subscribe,
  theSubscriber,
} from '../store/contract/rows.ts';
import { openStore } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { WRITES } from './writes.ts';

describe('rows', () => {
  it('each carries its version, and only those that are meant to stand in an index do', {
    timeout: 60_000,
  }, async () => {
    const kinds = { at: new Set<string>(), dk: new Set<string>(), v: new Set<unknown>() };
    for (const { before, act } of WRITES) {
      const { store, client } = await openStore();
      await before?.(store);
      await act(store);
      for (const { table, pk, at, dk, v } of await rowsOf(client)) {
        const kind = `${table} ${String(pk).replace(/#.*/, '')}`;
        kinds.v.add(v);
        if (at !== undefined) kinds.at.add(kind);
        if (dk !== undefined) kinds.dk.add(kind);
      }
    }
    expect(kinds.v).toEqual(new Set([SCHEMA_VERSION]));
    expect(kinds.at).toEqual(new Set(['state PAT', 'news P']));
    expect(kinds.dk).toEqual(new Set(['state G', 'state S', 'state PAT']));
  });

  it('a row of a later version is refused, not misread', async () => {
    const { store, client } = await openStore();
    await store.addresses.suppress('h', { state: 'bounced', reason: '', source: 'bounce', at: NOW });
    const Key = { pk: { S: 'E#h' }, sk: { S: '-' } };
    const later = { ':v': { N: String(SCHEMA_VERSION + 1) } };
    await client.send(
      new UpdateItemCommand({
        TableName: 'state',
        Key,
        UpdateExpression: 'SET v = :v',
        ExpressionAttributeValues: later,
      }),
    );
    await expect(store.addresses.get('h')).rejects.toThrow(/schema 1 at most, got 2/);
  });

  it('nothing is read whose time to live has passed, though it is still there', async () => {
    const { store, clock, client } = await openStore();
    await store.requests.put(aRequest());
    await store.requests.putLink({ tokenHash: 'link', sid: SID, expiresAt: NOW + HOUR });
    await store.matches.put(aMatch({ at: NOW }));
    await store.digests.record({ sid: SID, digest: 'd1', at: NOW });
    clock.set(NOW + 2 * HOUR);
    expect(await store.requests.getLink('link')).toMatchObject({ expiresAt: NOW + HOUR });
    clock.set(NOW + 7 * DAY);
    expect(await store.requests.get('hash-of-token')).toBeUndefined();
    expect(await store.requests.getLink('link')).toBeUndefined();
    expect(await store.matches.between(aMatch().pattern, NOW - 1, NOW)).toHaveLength(1);
    clock.set(NOW + 35 * DAY);
    expect(await store.matches.between(aMatch().pattern, NOW - 1, NOW)).toEqual([]);
    expect(await store.digests.mails(SID, 9)).toEqual([]);
    expect(await rowsOf(client)).toHaveLength(4);
  });

  it('what was sent is remembered for 35 days to the end of its day', async () => {
    const { store, clock } = await openStore();
    await store.digests.addSent(SID, NOW, [hash('a')]);
    const lastDayEnds = Date.parse('2026-06-25T00:00:00Z');
    clock.set(lastDayEnds - 1);
    expect((await store.digests.sent(SID, clock.now())).size).toBe(1);
    clock.set(lastDayEnds);
    expect((await store.digests.sent(SID, clock.now())).size).toBe(0);
  });

  it('a pattern that nobody wants goes after 30 days, unless somebody wants it again', async () => {
    const { store, clock, client } = await openStore();
    await subscribe(store, {}, [aRule()]);
    await end();
    clock.set(NOW + 30 * DAY - 1);
    expect(await store.patterns.changedSince(0)).toHaveLength(1);
    clock.set(NOW + 30 * DAY);
    expect(await store.patterns.changedSince(0)).toEqual([]);
    await subscribe(store, { sid: 'sid-of-another000' }, [aRule({ id: 'rule2' })]);
    expect(await store.patterns.all()).toMatchObject([{ rules: 1, immediate: 1 }]);
    expect((await rowsOf(client)).find(({ pk }) => String(pk).startsWith('PAT#'))).not.toHaveProperty('ttl');

    async function end(): Promise<void> {
      const subscriber = await theSubscriber(store);
      const edit = { subscriber, put: [], remove: ['rule1'], at: NOW };
      await store.subscribers.apply(changeOf({ subscriber, rules: [aRule()] }, edit));
    }
  });

  it('a pattern that its last people leave at the same time gets its end too', async () => {
    const { store, client } = await openStore();
    const sids = ['one', 'two', 'three', 'four'];
    for (const sid of sids) await subscribe(store, { sid }, [aRule()]);
    await Promise.all(sids.map((sid) => withoutRule(store, sid)));
    const pattern = (await rowsOf(client)).find(({ pk }) => String(pk).startsWith('PAT#'));
    expect(pattern).toMatchObject({ rules: 0, immediate: 0, ttl: (NOW + 30 * DAY) / 1_000 });
  });

  it('a host with as many feeds as one group can hold takes no more', async () => {
    const { store, client } = await openStore();
    await addFeed(store);
    const Key = { pk: { S: 'H#news.example' }, sk: { S: '-' } };
    const full = { ':full': { N: String(MAX_FEEDS_PER_HOST) } };
    await client.send(
      new UpdateItemCommand({
        TableName: 'state',
        Key,
        UpdateExpression: 'SET feeds = :full',
        ExpressionAttributeValues: full,
      }),
    );
    const { gid: _, ...more } = aFeed({ url: 'https://news.example/more' });
    const place = { host: 'news.example', newGid: 'group-2', now: NOW };
    expect(await store.groups.add(more, place)).toEqual({ kind: 'host-full' });
  });

  it('a count that was lost does not keep a subscription from ending', async () => {
    const { store } = await openStore();
    const subscriber = await subscribe(store);
    const lost = { subscriber, rules: [aRule()] };
    const change = changeOf(lost, { subscriber, put: [], remove: ['rule1'], at: NOW });
    expect(await store.subscribers.apply(change)).toBe('applied');
    expect(await store.patterns.get(hash('arctic'))).toMatchObject({ rules: 0, immediate: 0 });
  });
});

/**
 * Interleavings that broke earlier wordings of the protocol: each is played with the other process's act at exactly
 * the point where it did harm.
 */
import { describe, expect, it } from 'vitest';
import { shardOf } from '../../functions/domain/hash.ts';
import { changeSettings } from '../../functions/domain/subscriber/change-settings.ts';
import { editRule } from '../../functions/domain/subscriber/edit-rule.ts';
import type { Suppression } from '../../functions/domain/subscriber/request.ts';
import { digest } from '../../functions/pipeline/digest.ts';
import { addFeed } from '../../functions/pipeline/feeds.ts';
import { poll } from '../../functions/pipeline/poll.ts';
import { SUBSCRIBER_SHARDS } from '../../functions/ports/store/due.ts';
import type { Store } from '../../functions/ports/store/index.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { HOUR, MINUTE, World } from '../support/world.ts';

const FEED = 'https://wire.example/feed';
const ASKED: Suppression = { state: 'unsubscribed', reason: 'asked', source: 'person', at: 0 };

const item = (id: string, body = 'The Arctic Council met.') => ({ id, title: `Headline ${id}`, body });

async function watching(over = {}): Promise<{ world: World; sid: string }> {
  const world = await new World().open();
  world.press.publish(FEED, item('old', 'Nothing.'));
  await world.watch(FEED);
  await world.minute();
  return { world, sid: await world.subscribe('reader@mail.example', ['Arctic'], over) };
}

/** Polls the feed's group now, whatever it waits for. */
async function pollNow(world: World, over: { store?: Store } = {}) {
  world.clock.advance(15 * MINUTE);
  const [group] = await world.store.groups.list();
  return poll({ ...world.deps(), ...over }, { gid: group?.gid ?? '' });
}

async function drain(world: World, sid: string, over: { store?: Store } = {}) {
  return digest({ ...world.deps(), ...over }, { shard: shardOf(sid, SUBSCRIBER_SHARDS) });
}

/** A match is stored, its subscriber pulled, and it has settled. */
async function matched(world: World, id = 'new') {
  world.press.publish(FEED, item(id));
  await pollNow(world);
  for (let shard = 0; shard < SUBSCRIBER_SHARDS; shard++) await digest(world.deps(), { shard });
  world.clock.advance(MINUTE + 1);
}

const mailed = (world: World, id: string) =>
  world.digestTexts().filter((text) => text.includes(`Headline ${id}`)).length;

/** The pull of whoever expedites: every subscriber of the one pattern that there is. */
async function pullAll(world: World, sid: string) {
  const [row] = await world.store.patterns.all();
  const mark = row && (await world.store.patterns.marked(row.pattern));
  if (!mark) throw new Error('no mark');
  await world.store.subscribers.pull(sid, mark.last + world.timing.settleMs);
  await world.store.patterns.clear(mark);
}

describe('a match that comes while a digest looks', () => {
  it('is not put off for an hour, although the rows were read before it came', async () => {
    const { world, sid } = await watching();
    world.clock.advance(61 * MINUTE);
    world.press.publish(FEED, item('new'));
    const store = meanwhile(world.store, 'matches.between', 'after', async () => {
      await pollNow(world);
      await pullAll(world, sid);
    });
    expect((await drain(world, sid, { store })).outcomes).toEqual({ 'nothing-new': 1 });
    await world.minutes(3);
    expect(mailed(world, 'new')).toBe(1);
  });

  it('is not put off for an hour when only another lane was due', async () => {
    const { world, sid } = await watching({ cadence: 'hourly' });
    const held = await world.store.subscribers.load(sid);
    if (!held) throw new Error('no subscriber');
    const moved = changeSettings(
      held,
      { ...held.subscriber.settings, cadence: 'immediate' },
      world.clock.now(),
    );
    if (moved.kind === 'changed') await world.store.subscribers.apply(moved.change);
    world.clock.set('2026-05-20T13:00:01Z');
    world.press.publish(FEED, item('new'));
    const store = meanwhile(world.store, 'matches.between', 'after', async () => {
      await pollNow(world);
      await pullAll(world, sid);
    });
    await drain(world, sid, { store });
    await world.minutes(3);
    expect(mailed(world, 'new')).toBe(1);
  });
});

describe('a claimed digest', () => {
  it('is not sent again within its grace, although its due time was moved and later mail has evidence', async () => {
    const { world, sid } = await watching();
    await matched(world);
    world.mailer.next('lost');
    await drain(world, sid);
    world.mailer.takeEvents();
    await world.store.sending.sawSendEvent(world.clock.now() + MINUTE);
    const row = await world.store.subscribers.get(sid);
    await world.store.subscribers.postpone(sid, row?.ver ?? 0, world.clock.now());
    await drain(world, sid);
    expect(world.mailer.accepted).toHaveLength(1);
  });

  it('whose slot passed before the claim was answered is not sent, and is due at once', async () => {
    const { world, sid } = await watching();
    await matched(world);
    const store = meanwhile(world.store, 'subscribers.claim', 'after', () => world.clock.advance(600));
    expect((await drain(world, sid, { store })).outcomes).toEqual({ late: 1 });
    expect(world.mailer.accepted).toEqual([]);
    const row = await world.store.subscribers.get(sid);
    expect(row?.open).toBeUndefined();
    expect(row?.due).toBeLessThanOrEqual(world.clock.now());
  });

  it('is not sent to somebody who unsubscribed just before the claim', async () => {
    const { world, sid } = await watching();
    await matched(world);
    const store = meanwhile(world.store, 'subscribers.claim', 'before', () =>
      world.store.subscribers.end(sid, ASKED),
    );
    await drain(world, sid, { store });
    expect(world.mailer.accepted).toEqual([]);
  });

  it('that is finalised after its subscriber left does not put off the end', async () => {
    const { world, sid } = await watching();
    await matched(world);
    const left = { ...ASKED, at: world.clock.now() };
    const store = meanwhile(world.store, 'subscribers.finalise', 'before', () =>
      world.store.subscribers.end(sid, left),
    );
    await drain(world, sid, { store });
    const row = await world.store.subscribers.get(sid);
    expect(row).toMatchObject({ state: 'unsubscribed' });
    expect(row?.open).toBeUndefined();
    expect(row?.due).toBeLessThanOrEqual(world.clock.now());
  });

  it('is not taken for sent because its record says that nobody knows', async () => {
    const { world, sid } = await watching();
    await matched(world);
    world.mailer.next('dropped');
    await drain(world, sid);
    const open = (await world.store.subscribers.get(sid))?.open;
    await world.store.digests.record({
      sid,
      digest: open?.digest ?? '',
      at: world.clock.now(),
      outcome: 'unknown',
    });
    world.clock.advance(20 * MINUTE);
    await drain(world, sid);
    expect((await world.store.subscribers.get(sid))?.open).toBeDefined();
  });

  it('waits for evidence while no events come at all, and ends as unknown, linked by the next mail', async () => {
    const { world, sid } = await watching();
    await matched(world);
    world.mailer.next('dropped');
    await drain(world, sid);
    for (let step = 0; step < 12; step++) {
      world.clock.advance(6 * MINUTE);
      await drain(world, sid);
      world.mailer.takeEvents();
    }
    expect(await world.store.subscribers.get(sid)).toMatchObject({ missed: [expect.any(String)] });
    await matched(world, 'next');
    await drain(world, sid);
    const text = world.digestTexts().find((body) => body.includes('Headline next')) ?? '';
    expect(new Set(text.match(/\/digest\/[\w-]+/g)).size).toBe(2);
  });
});

describe('a rule that is edited', () => {
  it('still brings what matched its old text before', async () => {
    const { world, sid } = await watching();
    world.press.publish(FEED, item('before'));
    await pollNow(world);
    const held = await world.store.subscribers.load(sid);
    const [rule] = held?.rules ?? [];
    if (!held || !rule) throw new Error('no rule');
    const asked = { id: 'new-rule', text: 'football', pattern: 'football', canonical: 'football' };
    const edit = editRule(held, rule.id, asked, world.clock.now());
    if ('change' in edit) await world.store.subscribers.apply(edit.change);
    await world.minutes(75);
    expect(mailed(world, 'before')).toBe(1);
    expect((await world.store.subscribers.load(sid))?.rules.map(({ text }) => text)).toEqual(['football']);
  });
});

describe('a rule that is confirmed', () => {
  it('while a document is on its way finds what the document brings', async () => {
    const { world } = await watching();
    world.press.publish(FEED, item('new', 'Sanctions were eased.'));
    const deps = world.deps();
    const fetcher = meanwhile(world.press, 'fetch', 'before', () =>
      world.subscribe('second@mail.example', ['sanctions']),
    );
    world.clock.advance(15 * MINUTE);
    const [group] = await world.store.groups.list();
    await poll({ ...deps, fetcher }, { gid: group?.gid ?? '' });
    await world.minutes(5);
    expect(world.mailer.accepted.map(({ to }) => to)).toEqual(['second@mail.example']);
  });
});

describe('a run of a group', () => {
  it('that read the group before another run finished does not undo the wait that a host asked for', async () => {
    const { world } = await watching();
    world.press.break(FEED, { kind: 'retry-later', afterMs: 15 * MINUTE, detail: '429' });
    const store = meanwhile(world.store, 'groups.get', 'after', async () => {
      const [group] = await world.store.groups.list();
      await poll(world.deps(), { gid: group?.gid ?? '' });
    });
    expect(await pollNow(world, { store })).toMatchObject({ kind: 'lost' });
    expect(world.press.requests).toHaveLength(2);
  });

  it('keeps a feed due that was added while it ran', async () => {
    const { world } = await watching();
    const added = 'https://other.example/feed';
    world.press.publish(added, item('x', 'Nothing.'));
    const store = meanwhile(world.store, 'feeds.getMany', 'after', () => undefined);
    const deps = { ...world.deps(), store };
    const fetcher = meanwhile(world.press, 'fetch', 'after', () =>
      addFeed({ store: world.store, clock: world.clock, random: world.random }, { url: added }),
    );
    world.clock.advance(15 * MINUTE);
    const [group] = await world.store.groups.list();
    await poll({ ...deps, fetcher }, { gid: group?.gid ?? '' });
    await world.minute();
    expect(world.press.requests.filter((url) => url === added)).toHaveLength(1);
  });
});

describe('sending that was off', () => {
  it('mails nothing from before the moment that the operator names', async () => {
    const { world } = await watching();
    await world.store.sending.putSettings({ sending: 'off', sendFrom: 0, signUp: 'open' });
    await matched(world, 'before');
    world.clock.advance(HOUR);
    await world.store.sending.putSettings({ sending: 'on', sendFrom: world.clock.now(), signUp: 'open' });
    await matched(world, 'after');
    await world.minutes(90);
    expect([mailed(world, 'before'), mailed(world, 'after')]).toEqual([0, 1]);
  });
});

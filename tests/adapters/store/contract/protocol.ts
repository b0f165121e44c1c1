/** Advance, claim, release, finalise, wait and postpone. */
import { describe, expect, it } from 'vitest';
import type { Subscriber } from '../../../../functions/domain/subscriber/subscriber.ts';
import type { Store } from '../../../../functions/ports/store/index.ts';
import { aRule } from '../../../support/rows.ts';
import { HOUR, type MakeStore, NOW, SID, subscribe, theSubscriber } from './rows.ts';

const lanes = { daily: { cursor: NOW, next: NOW } };
const moved = { daily: { cursor: NOW + HOUR, next: NOW + HOUR } };
const open = { digest: 'd1', tok: 'mine', at: NOW, attempt: 1 };
const claim = { open, due: NOW + HOUR };
const advance = { lanes: moved, due: NOW + HOUR, endedRules: [] };
const ending = { ...advance, missed: ['d0'], mails: 4 };
const rules = [aRule({ id: 'ended1', end: NOW }), aRule({ id: 'ended2', end: NOW }), aRule({ id: 'live' })];
const without = ['ended1', 'ended2'];

export function protocolContract(makeStore: MakeStore): void {
  describe('advance', () => {
    it('moves lanes and due, raises ver and deletes ended rules', async () => {
      const { store, subscriber } = await prepared();
      expect(await store.subscribers.advance(subscriber, { ...advance, endedRules: without })).toBe(
        'advanced',
      );
      const held = await store.subscribers.load(SID);
      expect(held?.subscriber).toEqual({
        ...subscriber,
        lanes: moved,
        due: NOW + HOUR,
        ver: subscriber.ver + 1,
      });
      expect(held?.rules.map(({ id }) => id)).toEqual(['live']);
    });

    it('is stale when it comes twice, after a change, with an open digest, and for nobody', async () => {
      const { store, subscriber } = await prepared();
      await store.subscribers.advance(subscriber, advance);
      expect(await store.subscribers.advance(subscriber, advance)).toBe('stale');
      const claimed = await claimedBy(store, await theSubscriber(store));
      expect(await store.subscribers.advance(claimed, { ...advance, endedRules: without })).toBe('stale');
      expect(await store.subscribers.advance({ ...subscriber, sid: 'nobody' }, advance)).toBe('stale');
      const held = await store.subscribers.load(SID);
      expect(held).toEqual({ subscriber: claimed, rules });
    });
  });

  describe('claim', () => {
    it('opens the digest, moves due and raises ver', async () => {
      const { store, subscriber } = await prepared();
      expect(await store.subscribers.claim(subscriber, claim)).toBe('claimed');
      expect(await theSubscriber(store)).toEqual({
        ...subscriber,
        open,
        due: NOW + HOUR,
        ver: subscriber.ver + 1,
      });
    });

    it('counts once when it comes twice', async () => {
      const { store, subscriber } = await prepared();
      await store.subscribers.claim(subscriber, claim);
      expect(await store.subscribers.claim(subscriber, claim)).toBe('claimed');
      expect((await theSubscriber(store)).ver).toBe(subscriber.ver + 1);
    });

    it('that comes twice is lost once the person has left', async () => {
      const { store, subscriber } = await prepared();
      await store.subscribers.claim(subscriber, claim);
      await store.subscribers.end(SID, { state: 'unsubscribed', reason: '', source: 'person', at: NOW });
      expect(await store.subscribers.claim(subscriber, claim)).toBe('lost');
    });

    it.each(['paused', 'bounced', 'unsubscribed', 'complained'] as const)('is lost by %s', async (state) => {
      const { store, subscriber } = await prepared({ state });
      expect(await store.subscribers.claim(subscriber, claim)).toBe('lost');
      expect(await theSubscriber(store)).toEqual(subscriber);
    });

    it('is lost with another ver, to an open digest, and by nobody', async () => {
      const { store, subscriber } = await prepared();
      expect(await store.subscribers.claim({ ...subscriber, ver: 9 }, claim)).toBe('lost');
      const claimed = await claimedBy(store, subscriber);
      expect(await store.subscribers.claim(claimed, { ...claim, open: { ...open, tok: 'other' } })).toBe(
        'lost',
      );
      expect(await store.subscribers.claim({ ...subscriber, sid: 'nobody' }, claim)).toBe('lost');
      expect(await theSubscriber(store)).toEqual(claimed);
    });

    it('takes over the digest that it names, and no other', async () => {
      const { store, subscriber } = await prepared();
      const claimed = await claimedBy(store, subscriber);
      const second = { ...claim, open: { ...open, tok: 'second', attempt: 2 } };
      expect(await store.subscribers.claim(claimed, { ...second, takeOver: 'other' })).toBe('lost');
      expect(await store.subscribers.claim(claimed, { ...second, takeOver: 'mine' })).toBe('claimed');
      expect((await theSubscriber(store)).open).toEqual(second.open);
      expect(await store.subscribers.claim(claimed, { ...claim, takeOver: 'mine' })).toBe('lost');
    });

    it('takes over nothing where nothing is open', async () => {
      const { store, subscriber } = await prepared();
      expect(await store.subscribers.claim(subscriber, { ...claim, takeOver: 'mine' })).toBe('lost');
    });

    it('is won by one of many', async () => {
      const { store, subscriber } = await prepared();
      const claims = Array.from({ length: 8 }, (_, number) => ({
        ...claim,
        open: { ...open, tok: `tok${number}` },
      }));
      const outcomes = await Promise.all(claims.map((each) => store.subscribers.claim(subscriber, each)));
      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
    });
  });

  describe('release', () => {
    it('removes the open digest, sets due and refusals, raises ver', async () => {
      const { store, subscriber } = await prepared();
      await claimedBy(store, subscriber);
      expect(await store.subscribers.release(SID, 'mine', { due: NOW + 9, refusals: 2 })).toBe('released');
      expect(await theSubscriber(store)).toEqual({
        ...subscriber,
        due: NOW + 9,
        refusals: 2,
        ver: subscriber.ver + 2,
      });
    });

    it('leaves a digest of another token, one that is closed, and nobody', async () => {
      const { store, subscriber } = await prepared();
      const claimed = await claimedBy(store, subscriber);
      const then = { due: NOW + 9, refusals: 2 };
      expect(await store.subscribers.release(SID, 'other', then)).toBe('left');
      expect(await theSubscriber(store)).toEqual(claimed);
      await store.subscribers.release(SID, 'mine', then);
      expect(await store.subscribers.release(SID, 'mine', then)).toBe('left');
      expect(await store.subscribers.release('nobody', 'mine', then)).toBe('left');
    });
  });

  describe('finalise', () => {
    it('moves the lanes, accounts for the mail, closes the digest and deletes ended rules', async () => {
      const { store, subscriber } = await prepared({ refusals: 3 });
      const claimed = await claimedBy(store, subscriber);
      const done = await store.subscribers.finalise(claimed, 'mine', { ...ending, endedRules: without });
      expect(done).toBe('finalised');
      const held = await store.subscribers.load(SID);
      expect(held?.subscriber).toEqual({
        ...subscriber,
        lanes: moved,
        due: NOW + HOUR,
        missed: ['d0'],
        mails: 4,
        refusals: 0,
        ver: claimed.ver + 1,
      });
      expect(held?.rules.map(({ id }) => id)).toEqual(['live']);
    });

    it('is stale when it comes twice, with another token or ver, and for nobody; nothing changes', async () => {
      const { store, subscriber } = await prepared();
      const claimed = await claimedBy(store, subscriber);
      const all = { ...ending, endedRules: without };
      expect(await store.subscribers.finalise(claimed, 'other', all)).toBe('stale');
      expect(await store.subscribers.finalise({ ...claimed, ver: 1 }, 'mine', all)).toBe('stale');
      expect(await store.subscribers.finalise({ ...claimed, sid: 'nobody' }, 'mine', all)).toBe('stale');
      expect(await store.subscribers.load(SID)).toEqual({ subscriber: claimed, rules });
      await store.subscribers.finalise(claimed, 'mine', ending);
      expect(await store.subscribers.finalise(claimed, 'mine', ending)).toBe('stale');
    });

    it('leaves the due time of somebody who left meanwhile', async () => {
      const { store, subscriber } = await prepared();
      await claimedBy(store, subscriber);
      await store.subscribers.end(SID, { state: 'unsubscribed', reason: '', source: 'person', at: NOW + 5 });
      const left = await theSubscriber(store);
      expect(await store.subscribers.finalise(left, 'mine', ending)).toBe('finalised');
      expect(await theSubscriber(store)).toMatchObject({ state: 'unsubscribed', due: NOW + 5, mails: 4 });
      expect(await theSubscriber(store)).not.toHaveProperty('open');
    });
  });

  describe('wait', () => {
    it('sets due and raises ver while the digest is open', async () => {
      const { store, subscriber } = await prepared();
      const claimed = await claimedBy(store, subscriber);
      expect(await store.subscribers.wait(SID, 'mine', NOW + 7)).toBe('waiting');
      expect(await theSubscriber(store)).toEqual({ ...claimed, due: NOW + 7, ver: claimed.ver + 1 });
    });

    it('leaves another token, somebody inactive, and nobody', async () => {
      const { store, subscriber } = await prepared();
      await claimedBy(store, subscriber);
      expect(await store.subscribers.wait(SID, 'other', NOW + 7)).toBe('left');
      await store.subscribers.end(SID, { state: 'complained', reason: '', source: 'complaint', at: NOW });
      const left = await theSubscriber(store);
      expect(await store.subscribers.wait(SID, 'mine', NOW + 7)).toBe('left');
      expect(await store.subscribers.wait('nobody', 'mine', NOW + 7)).toBe('left');
      expect(await theSubscriber(store)).toEqual(left);
    });
  });

  describe('postpone', () => {
    it('sets due and raises ver, once', async () => {
      const { store, subscriber } = await prepared();
      expect(await store.subscribers.postpone(SID, subscriber.ver, NOW + 9)).toBe('postponed');
      expect(await store.subscribers.postpone(SID, subscriber.ver, NOW + 8)).toBe('stale');
      expect(await theSubscriber(store)).toEqual({ ...subscriber, due: NOW + 9, ver: subscriber.ver + 1 });
    });

    it('makes nobody', async () => {
      const store = await makeStore();
      expect(await store.subscribers.postpone(SID, 1, NOW)).toBe('stale');
      expect(await store.subscribers.get(SID)).toBeUndefined();
    });
  });

  async function prepared(over: Partial<Subscriber> = {}) {
    const store = await makeStore();
    return { store, subscriber: await subscribe(store, { lanes, ...over }, rules) };
  }
}

async function claimedBy(store: Store, subscriber: Subscriber): Promise<Subscriber> {
  await store.subscribers.claim(subscriber, claim);
  return theSubscriber(store, subscriber.sid);
}

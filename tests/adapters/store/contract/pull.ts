/** Pulling an immediate lane forward. */
import { expect, it } from 'vitest';
import type { Store } from '../../../../functions/ports/store/index.ts';
import { HOUR, type MakeStore, NOW, SECOND, SID, subscribe, theSubscriber } from './rows.ts';

const LATER = NOW + HOUR;
const lanes = { immediate: { cursor: NOW, next: LATER }, daily: { cursor: NOW, next: LATER + HOUR } };
const open = { digest: 'd1', tok: 'mine', at: NOW, attempt: 1 };

export function pullContract(makeStore: MakeStore): void {
  it('due and the lane come forward, and ver stays', async () => {
    const store = await makeStore();
    const before = await subscribe(store, { due: LATER, lanes });
    expect(await store.subscribers.pull(SID, NOW)).toBe('pulled');
    expect(await theSubscriber(store)).toEqual({
      ...before,
      due: NOW,
      lanes: { ...lanes, immediate: { cursor: NOW, next: NOW, pulled: NOW } },
    });
  });

  it('whoever is due earlier for another lane is noted: the lane comes forward and ver is raised', async () => {
    const store = await makeStore();
    const before = await subscribe(store, { due: NOW, lanes });
    expect(await store.subscribers.pull(SID, NOW + SECOND)).toBe('noted');
    expect(await theSubscriber(store)).toMatchObject({
      due: NOW,
      ver: before.ver + 1,
      lanes: { immediate: { next: NOW + SECOND, pulled: NOW + SECOND } },
    });
  });

  it('a repeat is noted, and leaves the earlier time', async () => {
    const store = await makeStore();
    await subscribe(store, { due: LATER, lanes });
    await store.subscribers.pull(SID, NOW);
    expect(await store.subscribers.pull(SID, NOW)).toBe('noted');
    expect(await store.subscribers.pull(SID, NOW + SECOND)).toBe('noted');
    expect(await theSubscriber(store)).toMatchObject({
      due: NOW,
      lanes: { immediate: { next: NOW, pulled: NOW + SECOND } },
    });
  });

  it.each([
    ['somebody who is paused', { state: 'paused' as const }],
    ['somebody who left', { state: 'unsubscribed' as const }],
    ['an open digest', { open }],
    ['somebody without an immediate lane', { lanes: { daily: lanes.daily } }],
  ])('%s is left, due late or early', async (_, over) => {
    for (const due of [LATER, NOW - 1]) {
      const store = await makeStore();
      const before = await subscribe(store, { lanes, due, ...over });
      expect(await store.subscribers.pull(SID, NOW)).toBe('left');
      expect(await theSubscriber(store)).toEqual(before);
    }
  });

  it('nobody is left', async () => {
    const store = await makeStore();
    expect(await store.subscribers.pull(SID, NOW)).toBe('left');
    expect(await store.subscribers.get(SID)).toBeUndefined();
  });

  it('a look under way, told by a note, does not move the lane', async () => {
    const store = await makeStore();
    const read = await subscribe(store, { due: NOW, lanes });
    await store.subscribers.pull(SID, NOW + SECOND);
    const advance = { lanes, due: LATER, endedRules: [] };
    expect(await store.subscribers.advance(read, advance)).toBe('stale');
  });

  it('pulls at the same time end at the earliest', async () => {
    const store: Store = await makeStore();
    await subscribe(store, { due: LATER, lanes });
    const times = [5, 3, 8, 1, 9, 2].map((seconds) => NOW + seconds * SECOND);
    await Promise.all(times.map((at) => store.subscribers.pull(SID, at)));
    const { due, lanes: after } = await theSubscriber(store);
    expect([due, after.immediate?.next]).toEqual([NOW + SECOND, NOW + SECOND]);
  });
}

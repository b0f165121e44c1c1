import { expect, it } from 'vitest';
import { deleteSubscriber } from '../../functions/pipeline/delete-subscriber.ts';
import { findSubscriber } from '../../functions/pipeline/find-subscriber.ts';
import { testKeyring as keyring } from '../support/keyring.ts';
import { World } from '../support/world.ts';

const ADDRESS = 'reader@example.com';
const words = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`);

it('leaves neither rules nor counts nor anybody to mail, however many rules there were', async () => {
  const { store, clock, subscribe } = await subscribed();
  await subscribe('other@example.com', ['word0']);
  expect(await deleteSubscriber({ store, clock, keyring }, ADDRESS)).toBe('deleted');
  expect((await store.patterns.all()).map(({ canonical, rules }) => [canonical, rules])).toEqual([
    ['word0', 1],
  ]);
  expect(await store.subscribers.census()).toMatchObject({ active: 1, ended: 0 });
});

it('knows nobody twice', async () => {
  const { store, clock } = await subscribed();
  await deleteSubscriber({ store, clock, keyring }, ADDRESS);
  expect(await deleteSubscriber({ store, clock, keyring }, ADDRESS)).toBe('unknown');
  expect((await findSubscriber({ store, keyring }, ADDRESS))?.subscriber).toBeUndefined();
});

it('is finished by the next try when it died halfway', async () => {
  const { store, clock } = await subscribed();
  const dying = {
    ...store,
    subscribers: {
      ...store.subscribers,
      erase: async () => {
        throw new Error('the connection broke');
      },
    },
  };
  await expect(deleteSubscriber({ store: dying, clock, keyring }, ADDRESS)).rejects.toThrow('broke');
  expect((await store.subscribers.census()).active).toBe(0);
  expect(await deleteSubscriber({ store, clock, keyring }, ADDRESS)).toBe('deleted');
});

async function subscribed() {
  const world = await new World().open();
  const { store, clock } = world;
  await world.subscribe(ADDRESS, words(20));
  return { store, clock, subscribe: world.subscribe.bind(world) };
}

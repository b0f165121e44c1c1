/** The tests' own store keeps the contract. */
import { describe, expect, it } from 'vitest';
import { MAX_FEEDS_PER_HOST } from '../../../functions/domain/feed/group.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { addFeed, aFeed, NOW } from './contract/rows.ts';
import { storeContract } from './contract.ts';

storeContract('the memory store', async () => createMemoryStore());

describe('the memory store', () => {
  it('takes no more feeds of a host than one group can hold', async () => {
    const store = createMemoryStore();
    for (let number = 0; number < MAX_FEEDS_PER_HOST; number++)
      await addFeed(store, { url: `https://news.example/${number}` });
    const place = { host: 'news.example', newGid: 'group-2', now: NOW };
    expect(await store.groups.add(aFeed(), place)).toEqual({ kind: 'host-full' });
    expect(await store.feeds.get(aFeed().fid)).toBeUndefined();
  });
});

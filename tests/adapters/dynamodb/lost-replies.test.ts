/**
 * Unknown outcomes: each request of each method that writes is carried out and its reply lost, one after the other.
 * The client tries again, and the method ends as if nothing had happened: same answer, same rows.
 */
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../support/memory-store.ts';
import { loseReplies } from './lossy.ts';
import { openStore } from './open-store.ts';
import { contentOfAll } from './rows-of.ts';
import { WRITES, type Write } from './writes.ts';

describe('with one reply lost', () => {
  it.each(WRITES)('$name ends the same', async (write) => {
    const calm = await carryOut(write, 0);
    expect(calm.requests).toBeGreaterThan(0);
    for (let number = 1; number <= calm.requests; number++) {
      const { requests, ...disturbed } = await carryOut(write, number);
      expect(requests, `reply ${number}`).toBeGreaterThan(calm.requests);
      expect(disturbed, `reply ${number}`).toEqual({ answer: calm.answer, rows: calm.rows });
    }
  });

  it('no method that writes is left out', () => {
    const methods = Object.entries(createMemoryStore()).flatMap(([part, port]) =>
      Object.keys(port).map((method) => `${part}.${method}`),
    );
    const tried = new Set(WRITES.map(({ name }) => name.split(' ')[0]));
    expect(methods.filter((method) => !tried.has(method)).sort()).toEqual(READING.split(' '));
  });
});

const READING =
  'addresses.get digests.get digests.mail digests.mails digests.sent due.groups due.oldest due.patterns ' +
  'due.subscribers feeds.get feeds.getMany groups.get groups.list matches.between patterns.all ' +
  'patterns.changedSince patterns.get patterns.immediate patterns.marked requests.get requests.getLink ' +
  'sending.events sending.settings subscribers.census subscribers.get subscribers.load';

async function carryOut({ before, act }: Write, lost: number) {
  const { store, client } = await openStore();
  const network = loseReplies(client);
  await before?.(store);
  network.lose(lost);
  const answer = await act(store);
  const requests = network.sent();
  return { answer, requests, rows: await contentOfAll(client) };
}

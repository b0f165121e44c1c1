import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyedMutex } from '../../../../infra/local/dynamodb/mutex.ts';

it('never lets two hold one name, lets everybody have a turn, and leaves nothing locked', async () => {
  const wishes = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(wishes, fc.scheduler(), async (all, scheduler) => {
      const mutex = createKeyedMutex();
      const held = new Set<string>();
      const turns = all.map(async (names) => {
        const release = await mutex.acquire(names);
        for (const name of names) {
          expect(held.has(name)).toBe(false);
          held.add(name);
        }
        await scheduler.schedule(Promise.resolve());
        for (const name of names) held.delete(name);
        release();
      });
      await scheduler.waitFor(Promise.all(turns));
      const release = await mutex.acquire(['a', 'b', 'c', 'd']);
      release();
    }),
  );
});

it('frees a name once, however often it is released', async () => {
  const mutex = createKeyedMutex();
  const first = await mutex.acquire(['a']);
  const second = mutex.acquire(['a']);
  first();
  first();
  const release = await second;
  let third = false;
  const waiting = mutex.acquire(['a']).then(() => {
    third = true;
  });
  first();
  await Promise.resolve();
  expect(third).toBe(false);
  release();
  await waiting;
});

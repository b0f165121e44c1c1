import { describe, expect, it } from 'vitest';
import { changeOf } from '../../functions/domain/subscriber/change-of.ts';
import { expedite } from '../../functions/pipeline/expedite.ts';
import { timing } from '../../functions/pipeline/timing.ts';
import type { Store } from '../../functions/ports/store/index.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { aRule, aSubscriber } from '../support/rows.ts';

const HOUR = 3_600_000;
const PATTERN = aRule().pattern;

function setting() {
  const clock = new FakeClock();
  const store = createMemoryStore();
  const deps = { clock, store, timing: timing(1) };
  return { ...deps, run: (over: Store = store) => expedite({ ...deps, store: over }, PATTERN, 55_000) };
}

/** An immediate subscriber whose next look is an hour away. */
async function subscribe(
  { store, clock }: ReturnType<typeof setting>,
  sid: string,
  ...ids: readonly string[]
) {
  const next = clock.now() + HOUR;
  const subscriber = aSubscriber({ sid, due: next, lanes: { immediate: { cursor: clock.now(), next } } });
  const put = ids.map((id) => aRule({ id }));
  await store.subscribers.apply(changeOf(undefined, { subscriber, put, at: clock.now() }));
}

async function mark({ store, clock }: ReturnType<typeof setting>) {
  await store.patterns.mark(PATTERN, { due: clock.now(), last: clock.now() });
}

describe('expediting a pattern', () => {
  it('pulls each immediate subscriber to the moment when the newest match has settled, and clears the mark', async () => {
    const world = setting();
    await subscribe(world, 'a', 'rule-a');
    await subscribe(world, 'b', 'rule-b');
    await mark(world);
    expect(await world.run()).toBe(2);
    const settled = world.clock.now() + 60_000;
    expect(await world.store.subscribers.get('a')).toMatchObject({ due: settled });
    expect(await world.store.subscribers.get('b')).toMatchObject({ due: settled });
    expect(await world.store.patterns.marked(PATTERN)).toBeUndefined();
  });

  it('pulls somebody with two rules on the pattern once', async () => {
    const world = setting();
    await subscribe(world, 'a', 'rule-1', 'rule-2');
    await mark(world);
    expect(await world.run()).toBe(1);
  });

  it('leaves somebody who left', async () => {
    const world = setting();
    await subscribe(world, 'a', 'rule-a');
    await world.store.subscribers.end('a', {
      state: 'unsubscribed',
      reason: 'asked',
      source: 'person',
      at: 0,
    });
    await mark(world);
    expect(await world.run()).toBe(0);
  });

  it('does it again when a match came while it ran, so that the later one is not late', async () => {
    const world = setting();
    await subscribe(world, 'a', 'rule-a');
    await mark(world);
    let matches = 1;
    const store: Store = {
      ...world.store,
      patterns: {
        ...world.store.patterns,
        immediate: async (pattern, after) => {
          const page = await world.store.patterns.immediate(pattern, after);
          if (matches-- > 0) {
            world.clock.advance(10_000);
            await mark(world);
          }
          return page;
        },
      },
    };
    expect(await world.run(store)).toBe(2);
    expect(await world.store.patterns.marked(PATTERN)).toBeUndefined();
  });

  it('keeps the mark when time ran out', async () => {
    const world = setting();
    await subscribe(world, 'a', 'rule-a');
    await mark(world);
    world.clock.advance(56_000);
    expect(await world.run()).toBe(0);
    expect(await world.store.patterns.marked(PATTERN)).toBeDefined();
  });

  it('does nothing for a pattern without a mark', async () => {
    expect(await setting().run()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { Matcher } from '../../functions/domain/matcher/matcher.ts';
import { createFreshIndex } from '../../functions/pipeline/fresh-index.ts';
import type { PatternRow } from '../../functions/ports/store/patterns.ts';
import { FakeClock } from '../support/fake-clock.ts';

const MINUTE = 60_000;

/** A matcher that only remembers which patterns it holds: what is tested here is when it learns them. */
function listOfPatterns(): Matcher & { readonly ids: () => readonly string[] } {
  const held = new Set<string>();
  return {
    add: ({ id }) => void held.add(id),
    remove: (id) => void held.delete(id),
    match: () => [],
    get size() {
      return held.size;
    },
    rejected: new Set<string>(),
    ids: () => [...held].sort(),
  };
}

function setting() {
  const clock = new FakeClock();
  const rows = new Map<string, PatternRow>();
  const reads: string[] = [];
  let failing = false;
  const read = async (kind: string, since: number) => {
    reads.push(kind);
    if (failing) throw new Error('no answer');
    return [...rows.values()].filter(({ at }) => at > since);
  };
  const matcher = listOfPatterns();
  const patterns = {
    all: () => read('all', Number.NEGATIVE_INFINITY),
    changedSince: (at: number) => read('changed', at),
  };
  return {
    clock,
    reads,
    matcher,
    index: createFreshIndex({ clock, patterns, matcher }),
    set: (pattern: string, rules = 1, at = clock.now()) =>
      void rows.set(pattern, { pattern, canonical: pattern, rules, immediate: 0, at }),
    fail: (now: boolean) => {
      failing = now;
    },
  };
}

describe('the fresh index', () => {
  it('knows a rule that was confirmed before the document came, however late the document is matched', async () => {
    const { clock, index, matcher, set } = setting();
    await index.asOf(clock.now());
    clock.advance(MINUTE);
    set('arctic');
    clock.advance(1);
    await index.asOf(clock.now());
    expect(matcher.ids()).toEqual(['arctic']);
  });

  it('reads every pattern once and then only what changed', async () => {
    const { clock, index, reads, set } = setting();
    set('arctic');
    for (let run = 0; run < 3; run++) {
      clock.advance(MINUTE);
      await index.asOf(clock.now());
    }
    expect(reads).toEqual(['all', 'changed', 'changed']);
  });

  it('does not read again for a document that came before its last read', async () => {
    const { clock, index, reads } = setting();
    const answered = clock.now();
    clock.advance(1);
    await index.asOf(clock.now());
    await index.asOf(answered);
    expect(reads).toEqual(['all']);
  });

  it('shares one read among documents that wait at the same time', async () => {
    const { clock, index, reads } = setting();
    const answered = clock.now();
    clock.advance(1);
    await Promise.all([index.asOf(answered), index.asOf(answered), index.asOf(answered)]);
    expect(reads).toEqual(['all']);
  });

  it('finds a change that became visible up to five minutes late', async () => {
    const { clock, index, matcher, set } = setting();
    await index.asOf(clock.now());
    const changed = clock.now();
    clock.advance(4 * MINUTE);
    await index.asOf(clock.now());
    set('late', 1, changed);
    clock.advance(1);
    await index.asOf(clock.now());
    expect(matcher.ids()).toEqual(['late']);
  });

  it('forgets a pattern that nobody wants any more', async () => {
    const { clock, index, matcher, set } = setting();
    set('arctic');
    await index.asOf(clock.now());
    clock.advance(MINUTE);
    set('arctic', 0);
    clock.advance(1);
    await index.asOf(clock.now());
    expect(matcher.ids()).toEqual([]);
  });

  it('lets nothing be matched after a read that failed, and reads the same again', async () => {
    const { clock, index, matcher, set, fail } = setting();
    await index.asOf(clock.now());
    set('arctic');
    clock.advance(1);
    fail(true);
    await expect(index.asOf(clock.now())).rejects.toThrow('no answer');
    fail(false);
    await index.asOf(clock.now());
    expect(matcher.ids()).toEqual(['arctic']);
  });
});

import { describe, expect, it } from 'vitest';
import { shardOf } from '../../functions/domain/hash.ts';
import { tick } from '../../functions/pipeline/tick.ts';
import type { DueIndex } from '../../functions/ports/store/due.ts';
import { PATTERN_SHARDS, SUBSCRIBER_SHARDS } from '../../functions/ports/store/due.ts';
import { FakeClock } from '../support/fake-clock.ts';

type Due = {
  readonly groups?: readonly string[];
  readonly subscribers?: readonly string[];
  readonly patterns?: readonly string[];
};

/** Runs one tick over rows that are due. */
async function tickOver({ groups = [], subscribers = [], patterns = [] }: Due) {
  let queries = 0;
  const of =
    (ids: readonly string[], count: number) => async (shard: number, _now: number, limit: number) => {
      queries += 1;
      return ids.filter((id) => shardOf(id, count) === shard).slice(0, limit);
    };
  const due: DueIndex = {
    groups: of(groups, 4),
    subscribers: of(subscribers, SUBSCRIBER_SHARDS),
    patterns: of(patterns, PATTERN_SHARDS),
    oldest: async () => undefined,
  };
  const polled: string[] = [];
  const drained: number[] = [];
  const invoker = {
    poll: async (gid: string) => void polled.push(gid),
    digest: async (shard: number) => void drained.push(shard),
  };
  const report = await tick({ clock: new FakeClock(), store: { due }, invoker });
  return { report, polled: polled.sort(), drained, queries };
}

describe('the tick', () => {
  it('starts a poll for each due group', async () => {
    const { polled, report } = await tickOver({ groups: ['a', 'b', 'c'] });
    expect(polled).toEqual(['a', 'b', 'c']);
    expect(report).toEqual({ groups: 3, shards: 0 });
  });

  it('starts each shard once, however many of its subscribers are due', async () => {
    const subscribers = Array.from({ length: 50 }, (_, number) => `sid${number}`);
    const { drained } = await tickOver({ subscribers });
    expect(drained).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('starts the shard of a pattern that has nothing but a mark', async () => {
    const { drained } = await tickOver({ patterns: ['arctic'] });
    expect(drained).toEqual([shardOf('arctic', PATTERN_SHARDS)]);
  });

  it('starts nothing when nothing is due, by 16 queries', async () => {
    const { report, queries } = await tickOver({});
    expect(report).toEqual({ groups: 0, shards: 0 });
    expect(queries).toBe(16);
  });
});

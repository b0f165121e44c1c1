/** The due index over the rows themselves: never late, where the real one may be. */
import { shardOf } from '../../../functions/domain/hash.ts';
import type { DueIndex } from '../../../functions/ports/store/due.ts';
import { GROUP_SHARDS, PATTERN_SHARDS, SUBSCRIBER_SHARDS } from '../../../functions/ports/store/due.ts';
import type { Memory } from './memory.ts';

type Work = { readonly id: string; readonly due: number };

export function memoryDue(memory: Memory): DueIndex {
  const groups = () => [...memory.groups.values()].map(({ gid, due }) => ({ id: gid, due }));
  const subscribers = () => [...memory.subscribers.values()].map(({ sid, due }) => ({ id: sid, due }));
  const patterns = () => [...memory.marks.values()].map(({ pattern, due }) => ({ id: pattern, due }));
  const kinds = { group: groups, subscriber: subscribers, pattern: patterns };
  return {
    groups: async (shard, now, limit) => overdue(groups(), GROUP_SHARDS, shard, now, limit),
    subscribers: async (shard, now, limit) => overdue(subscribers(), SUBSCRIBER_SHARDS, shard, now, limit),
    patterns: async (shard, now, limit) => overdue(patterns(), PATTERN_SHARDS, shard, now, limit),
    oldest: async (kind) => {
      const times = kinds[kind]().map(({ due }) => due);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
  };
}

function overdue(rows: readonly Work[], shards: number, shard: number, now: number, limit: number): string[] {
  return rows
    .filter(({ id, due }) => due <= now && shardOf(id, shards) === shard)
    .sort((a, b) => a.due - b.due)
    .slice(0, limit)
    .map(({ id }) => id);
}

/**
 * Looks for due work every minute and starts it, without waiting. Reads the due index only: 16 queries. A tick that
 * comes twice is harmless, since each worker claims what it does; one that is lost costs a minute.
 */
import type { Clock } from '../ports/clock.ts';
import type { Invoker } from '../ports/invoker.ts';
import { GROUP_SHARDS, PATTERN_SHARDS, SUBSCRIBER_SHARDS } from '../ports/store/due.ts';
import type { Store } from '../ports/store/index.ts';

/** Groups that one tick starts per shard; the longest overdue go first, the rest a minute later. */
const GROUPS_PER_SHARD = 100;

export type TickDeps = {
  readonly clock: Clock;
  readonly store: Pick<Store, 'due'>;
  readonly invoker: Invoker;
};
export type TickReport = { readonly groups: number; readonly shards: number };

export async function tick({ clock, store, invoker }: TickDeps): Promise<TickReport> {
  const now = clock.now();
  const [groups, shards] = await Promise.all([dueGroups(store, now), dueShards(store, now)]);
  await Promise.all([
    ...groups.map((gid) => invoker.poll(gid)),
    ...shards.map((shard) => invoker.digest(shard)),
  ]);
  return { groups: groups.length, shards: shards.length };
}

async function dueGroups({ due }: TickDeps['store'], now: number): Promise<readonly string[]> {
  const shards = Array.from({ length: GROUP_SHARDS }, (_, shard) => due.groups(shard, now, GROUPS_PER_SHARD));
  return (await Promise.all(shards)).flat();
}

/** Shards of `digest` with a subscriber or a pattern due: `digest(i)` serves S#i and, below PATTERN_SHARDS, P#i. */
async function dueShards({ due }: TickDeps['store'], now: number): Promise<readonly number[]> {
  const shards = Array.from({ length: SUBSCRIBER_SHARDS }, async (_, shard) => {
    const patterns = shard < PATTERN_SHARDS ? due.patterns(shard, now, 1) : [];
    const [subscribers, marked] = await Promise.all([due.subscribers(shard, now, 1), patterns]);
    return subscribers.length + marked.length > 0 ? [shard] : [];
  });
  return (await Promise.all(shards)).flat();
}

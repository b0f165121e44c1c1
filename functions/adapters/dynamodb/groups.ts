/** Groups of feeds: the claim that lets one run at a time poll a group, and how the run ends. */
import type { GroupFinish, GroupStore } from '../../ports/store/groups.ts';
import { addFeed, removeFeed } from './add-feed.ts';
import { dueKeys } from './due.ts';
import { groupOf, packCounters, packTimes } from './group-row.ts';
import { GROUP_DKS, groupKey } from './keys.ts';
import type { Table, Tables } from './table.ts';

export function dynamoGroups({ state }: Tables): GroupStore {
  return {
    async get(gid) {
      const item = await state.get(groupKey(gid));
      return item && groupOf(item);
    },
    async list() {
      const keys = (await Promise.all(GROUP_DKS.map((dk) => dueKeys(state, dk)))).flat();
      return (await state.getMany(keys, 'eventual')).map(groupOf);
    },
    async claim({ gid, runSeq, due: seen }, { now, due, times, tok }) {
      const written = await state.write({
        kind: 'update',
        key: groupKey(gid),
        set: '#due = :due, #times = :times, #tok = :tok, #runSeq = :next',
        when: '#due = :seen AND #runSeq = :runSeq AND #due <= :now',
        values: { due, times: packTimes(times), tok, runSeq, next: runSeq + 1, seen, now },
      });
      if (written.kind === 'written') return 'claimed';
      const { old } = written;
      return old?.tok === tok && old.runSeq === runSeq + 1 ? 'claimed' : 'lost';
    },
    finish: (gid, finish) => finishRun(state, gid, finish),
    add: (feed, place) => addFeed(state, feed, place),
    remove: (feed, host) => removeFeed(state, feed, host),
  };
}

async function finishRun(
  state: Table,
  gid: string,
  { claimed, due, times, counters }: GroupFinish,
): ReturnType<GroupStore['finish']> {
  const key = groupKey(gid);
  const set = '#times = :times, #counters = :counters, #runSeq = :next';
  const values = {
    times: packTimes(times),
    counters: packCounters(counters),
    runSeq: claimed.runSeq,
    next: claimed.runSeq + 1,
    claimedDue: claimed.due,
    due,
  };
  const finished = await state.write({
    kind: 'update',
    key,
    set: `${set}, #due = :due`,
    when: '#runSeq = :runSeq AND #due = :claimedDue',
    values,
  });
  if (finished.kind === 'written') return 'finished';
  if (finished.old?.runSeq !== claimed.runSeq) return 'dropped';
  // A feed was added meanwhile and made the group due at once: that stands.
  const kept = await state.write({ kind: 'update', key, set, when: '#runSeq = :runSeq', values });
  return kept.kind === 'written' ? 'kept-due' : 'dropped';
}

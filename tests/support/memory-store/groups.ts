/** Groups, hosts and the claim of a run. */
import type { Feed } from '../../../functions/domain/feed/feed.ts';
import type { FeedTimes, Group } from '../../../functions/domain/feed/group.ts';
import {
  EMPTY_COUNTERS,
  MAX_FEEDS_PER_HOST,
  SHARED_GROUP_SIZE,
} from '../../../functions/domain/feed/group.ts';
import type { GroupStore } from '../../../functions/ports/store/groups.ts';
import type { Memory } from './memory.ts';
import { byText } from './memory.ts';

export function memoryGroups(memory: Memory): GroupStore {
  const { groups, hosts, feeds } = memory;
  return {
    get: async (gid) => shown(groups.get(gid)),
    list: async () => [...groups.values()].flatMap((group) => shown(group) ?? []),
    claim: async (group, { now, due, times, tok }) => {
      const row = groups.get(group.gid);
      if (row?.tok === tok && row.runSeq === group.runSeq + 1) return 'claimed';
      if (!row || row.due !== group.due || row.runSeq !== group.runSeq || row.due > now) return 'lost';
      groups.set(row.gid, { ...row, due, times, tok, runSeq: row.runSeq + 1 });
      return 'claimed';
    },
    finish: async (gid, { claimed, due, times, counters }) => {
      const row = groups.get(gid);
      if (row?.runSeq !== claimed.runSeq) return 'dropped';
      const kept = row.due !== claimed.due;
      groups.set(gid, { ...row, times, counters, due: kept ? row.due : due, runSeq: row.runSeq + 1 });
      return kept ? 'kept-due' : 'finished';
    },
    add: async (feed, { host, newGid, now }) => {
      const known = feeds.get(feed.fid);
      if (known) return { kind: 'known', feed: known };
      const place = hosts.get(host);
      if (place && place.feeds >= MAX_FEEDS_PER_HOST) return { kind: 'host-full' };
      const gid = place?.gid ?? roomIn(memory, newGid);
      hosts.set(host, { gid, feeds: (place?.feeds ?? 0) + 1 });
      if (!place && memory.openGroup?.gid !== gid) memory.openGroup = { gid, count: 0 };
      if (memory.openGroup?.gid === gid) memory.openGroup = { gid, count: memory.openGroup.count + 1 };
      const group = groups.get(gid) ?? firstGroup(gid, now);
      groups.set(gid, { ...group, due: now, members: [...group.members, feed.fid].sort(byText) });
      feeds.set(feed.fid, { ...feed, gid });
      return { kind: 'added', gid };
    },
    remove: async (feed: Feed, host) => {
      const place = hosts.get(host);
      const group = groups.get(feed.gid);
      if (!feeds.delete(feed.fid) || !place || !group) return;
      hosts.set(host, { ...place, feeds: place.feeds - 1 });
      groups.set(feed.gid, { ...group, members: group.members.filter((fid) => fid !== feed.fid) });
    },
  };
}

/** The open group while it has room, else a new one. */
function roomIn(memory: Memory, newGid: string): string {
  const open = memory.openGroup;
  return open && open.count < SHARED_GROUP_SIZE ? open.gid : newGid;
}

function firstGroup(gid: string, due: number): Group {
  return { gid, due, runSeq: 0, members: [], times: {}, counters: EMPTY_COUNTERS };
}

/** A group as read: times of members only, no token. */
function shown(row: (Group & { readonly tok?: string }) | undefined): Group | undefined {
  if (!row) return undefined;
  const { gid, due, runSeq, members, counters } = row;
  const times: Record<string, FeedTimes> = {};
  for (const fid of members) {
    const own = row.times[fid];
    if (own) times[fid] = own;
  }
  return { gid, due, runSeq, members, times, counters };
}

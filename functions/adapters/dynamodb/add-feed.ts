/**
 * Adds a feed to a group and takes it away again: the Feed row, its host's count, the group that takes new small
 * hosts and the group's members change together or not at all.
 */
import type { Feed } from '../../domain/feed/feed.ts';
import { MAX_FEEDS_PER_HOST, SHARED_GROUP_SIZE } from '../../domain/feed/group.ts';
import type { GroupStore } from '../../ports/store/groups.ts';
import type { Item } from './attribute-value.ts';
import type { Action } from './expression.ts';
import { feedItem, feedOf } from './feed-row.ts';
import { feedKey, groupDk, groupKey, hostKey, OPEN_GROUP } from './keys.ts';
import { contentOf } from './row.ts';
import type { Table } from './table.ts';

type NewFeed = Parameters<GroupStore['add']>[0];
type Place = Parameters<GroupStore['add']>[1];
type Added = Awaited<ReturnType<GroupStore['add']>>;

type Host = { readonly gid: string; readonly feeds: number };
type OpenGroup = { readonly gid: string; readonly count: number };
type Standing = { readonly host?: Host | undefined; readonly open?: OpenGroup | undefined };

/** Re-reads after somebody else's feed came between; each is that feed's success. */
const MAX_ATTEMPTS = 20;

export async function addFeed(state: Table, feed: NewFeed, place: Place): Promise<Added> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [known, host, open] = await readAll(state, feed.fid, place.host);
    if (known) return { kind: 'known', feed: feedOf(known) };
    if (host && host.feeds >= MAX_FEEDS_PER_HOST) return { kind: 'host-full' };
    const hasRoom = open && open.count < SHARED_GROUP_SIZE;
    const gid = host?.gid ?? (hasRoom ? open.gid : place.newGid);
    const actions = [
      putFeed({ ...feed, gid }),
      countHost({ host }, gid, place.host),
      ...countOpen({ host, open }, gid),
      joinGroup(gid, feed.fid, place.now),
    ];
    if ((await state.transact(actions)) === 'done') return { kind: 'added', gid };
  }
  throw new Error(`Adding ${feed.url}: expected one of ${MAX_ATTEMPTS} attempts to succeed, got none`);
}

async function readAll(
  state: Table,
  fid: string,
  host: string,
): Promise<[feed?: Item | undefined, host?: Host | undefined, open?: OpenGroup | undefined]> {
  const keys = [feedKey(fid), hostKey(host), OPEN_GROUP];
  const rows = new Map((await state.getMany(keys)).map((row) => [row.pk, row]));
  const [feed, place, open] = keys.map(({ pk }) => rows.get(pk));
  return [feed, place && contentOf<Host>(place), open && contentOf<OpenGroup>(open)];
}

function putFeed(feed: Feed): Action {
  return { kind: 'put', item: feedItem(feed), when: 'attribute_not_exists(#pk)' };
}

function countHost({ host }: Standing, gid: string, name: string): Action {
  const key = hostKey(name);
  if (!host) return { kind: 'put', item: { ...key, gid, feeds: 1 }, when: 'attribute_not_exists(#pk)' };
  return {
    kind: 'update',
    key,
    set: '#feeds = #feeds + :one',
    when: '#gid = :gid AND #feeds < :max',
    values: { one: 1, gid, max: MAX_FEEDS_PER_HOST },
  };
}

/** Counts the feed in the open group, or makes the new host's group the open one. */
function countOpen({ host, open }: Standing, gid: string): readonly Action[] {
  if (open?.gid === gid) {
    const values = { one: 1, gid, count: open.count };
    const when = '#gid = :gid AND #count = :count';
    return [{ kind: 'update', key: OPEN_GROUP, set: '#count = #count + :one', when, values }];
  }
  if (host) return [];
  const item = { ...OPEN_GROUP, gid, count: 1 };
  if (!open) return [{ kind: 'put', item, when: 'attribute_not_exists(#pk)' }];
  const values = { openGid: open.gid, count: open.count };
  return [{ kind: 'put', item, when: '#gid = :openGid AND #count = :count', values }];
}

function joinGroup(gid: string, fid: string, now: number): Action {
  return {
    kind: 'update',
    key: groupKey(gid),
    set: '#gid = :gid, #dk = :dk, #due = :now, #runSeq = if_not_exists(#runSeq, :zero)',
    add: '#members :member',
    values: { gid, dk: groupDk(gid), now, zero: 0, member: new Set([fid]) },
  };
}

/** Nothing happens to a feed that is not there. The host keeps its group, so that it is never asked by two. */
export async function removeFeed(state: Table, { fid, gid }: Feed, host: string): Promise<void> {
  const when = 'attribute_exists(#pk)';
  await state.transact([
    { kind: 'delete', key: feedKey(fid), when },
    { kind: 'update', key: hostKey(host), set: '#feeds = #feeds - :one', when, values: { one: 1 } },
    {
      kind: 'update',
      key: groupKey(gid),
      take: '#members :member',
      when,
      values: { member: new Set([fid]) },
    },
  ]);
}

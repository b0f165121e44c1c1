/** Groups of feeds, their hosts, and the claim that lets one run at a time poll a group. */
import type { Feed } from '../../domain/feed/feed.ts';
import type { FeedTimes, Group, GroupCounters } from '../../domain/feed/group.ts';

export type GroupClaim = {
  readonly now: number;
  /** Earliest next of all feeds after this run: what brings the group back if the run dies. */
  readonly due: number;
  readonly times: Readonly<Record<string, FeedTimes>>;
  /** Random, of this claim. */
  readonly tok: string;
};

export type GroupFinish = {
  /** As the claim left them. */
  readonly claimed: { readonly runSeq: number; readonly due: number };
  readonly due: number;
  readonly times: Readonly<Record<string, FeedTimes>>;
  readonly counters: GroupCounters;
};

export interface GroupStore {
  get(gid: string): Promise<Group | undefined>;
  /** Every group, by the due index, eventually consistent. */
  list(): Promise<readonly Group[]>;
  /**
   * Condition: due and runSeq as in `group`, due <= now. Sets due, times, tok, and runSeq + 1.
   * An own claim whose reply was lost (tok equal) counts as claimed.
   */
  claim(group: Group, claim: GroupClaim): Promise<'claimed' | 'lost'>;
  /**
   * Condition: runSeq and due as claimed. Sets times, counters, due, and runSeq + 1. With runSeq as claimed but due
   * changed (a feed was added meanwhile), sets times and counters, keeps due, runSeq + 1. Else drops everything.
   * Times of feeds that are no members are not kept.
   */
  finish(gid: string, finish: GroupFinish): Promise<'finished' | 'kept-due' | 'dropped'>;
  /**
   * Adds a feed in one transaction: the Feed row if it is not there, its host's count (MAX_FEEDS_PER_HOST), the
   * group's member and due = `now`. `place` chooses the group of a host that has none: the open shared group, or
   * `newGid` when that is full (SHARED_GROUP_SIZE). A group's first member makes the group.
   */
  add(
    feed: Omit<Feed, 'gid'>,
    place: { readonly host: string; readonly newGid: string; readonly now: number },
  ): Promise<
    | { readonly kind: 'added'; readonly gid: string }
    | { readonly kind: 'known'; readonly feed: Feed }
    | { readonly kind: 'host-full' }
  >;
  /** Deletes the Feed row, its member and its place in the host's count, in one transaction; nothing when unknown. */
  remove(feed: Feed, host: string): Promise<void>;
}

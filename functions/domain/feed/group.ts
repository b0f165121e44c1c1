/**
 * A group is the unit of polling: all feeds of one host for good, small hosts sharing a group of about 50.
 * One run of a group at a time, claimed by its due time and runSeq.
 */

/** When a feed of the group is polled next and how it fares; ms UTC. */
export type FeedTimes = {
  readonly next: number;
  readonly lastSuccess?: number;
  readonly failingSince?: number;
  /** Failures in a row; sets the back-off. */
  readonly failures: number;
};

/**
 * Counters of the whole group, for the coverage line and the operator. `hours[h]` and `days[d]` hold the value of
 * `articles` when hour h (ms / 3,600,000) or day d (ms / 86,400,000) began, newest last: 24 and 35 at most.
 */
export type GroupCounters = {
  readonly articles: number;
  readonly matches: number;
  readonly hours: readonly { readonly hour: number; readonly articles: number }[];
  readonly days: readonly { readonly day: number; readonly articles: number }[];
};

export type Group = {
  readonly gid: string;
  readonly due: number;
  /** Raised by each claim and finish, never by adding or removing a feed. */
  readonly runSeq: number;
  /** fids. A member without times is due. */
  readonly members: readonly string[];
  readonly times: Readonly<Record<string, FeedTimes>>;
  readonly counters: GroupCounters;
};

export const EMPTY_COUNTERS: GroupCounters = { articles: 0, matches: 0, hours: [], days: [] };

/** Feeds of one host; more are refused, so that a group's row and run stay bounded. */
export const MAX_FEEDS_PER_HOST = 500;
/** Members after which a shared group takes no new host. */
export const SHARED_GROUP_SIZE = 50;

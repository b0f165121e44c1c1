/**
 * The only work queue: rows with a due time, sharded. Read from an eventually consistent index, so a row may show
 * late or once more after it was served; every claim checks again.
 */
export const GROUP_SHARDS = 4;
export const SUBSCRIBER_SHARDS = 8;
export const PATTERN_SHARDS = 4;

export interface DueIndex {
  /** gids due at `now` in one of GROUP_SHARDS, longest overdue first, at most `limit`. */
  groups(shard: number, now: number, limit: number): Promise<readonly string[]>;
  /** sids due at `now` in one of SUBSCRIBER_SHARDS, longest overdue first, at most `limit`. */
  subscribers(shard: number, now: number, limit: number): Promise<readonly string[]>;
  /** Pattern ids due at `now` in one of PATTERN_SHARDS, longest overdue first, at most `limit`. */
  patterns(shard: number, now: number, limit: number): Promise<readonly string[]>;
  /** The earliest due time over all rows of a kind, due or not yet; undefined when there is none. */
  oldest(kind: 'group' | 'subscriber' | 'pattern'): Promise<number | undefined>;
}

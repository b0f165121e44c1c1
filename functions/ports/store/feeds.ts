/** Feed rows. `commit` is the pipeline's only commit point. */
import type { Feed, FeedHealth } from '../../domain/feed/feed.ts';

export interface FeedStore {
  get(fid: string): Promise<Feed | undefined>;
  /** Those that exist, in no stated order. */
  getMany(fids: readonly string[]): Promise<readonly Feed[]>;
  /**
   * Writes the row whole with `ver` + 1. Condition: `ver` as in `feed`. `stale` = another run committed first, or
   * the feed was removed: its match rows are idempotent, so nothing is lost by dropping this one.
   */
  commit(feed: Feed): Promise<'committed' | 'stale'>;
  /** Health alone, and `ver` + 1; the rest stays as stored. Condition as `commit`. */
  setHealth(feed: Feed, health: FeedHealth): Promise<'committed' | 'stale'>;
}

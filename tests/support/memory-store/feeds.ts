/** Feed rows, each write conditional on `ver`. */
import type { Feed } from '../../../functions/domain/feed/feed.ts';
import type { FeedStore } from '../../../functions/ports/store/feeds.ts';
import type { Memory } from './memory.ts';

export function memoryFeeds({ feeds }: Memory): FeedStore {
  const write = (seen: Feed, next: Feed) => {
    if (feeds.get(seen.fid)?.ver !== seen.ver) return 'stale';
    feeds.set(seen.fid, { ...next, ver: seen.ver + 1 });
    return 'committed';
  };
  return {
    get: async (fid) => feeds.get(fid),
    getMany: async (fids) => [...new Set(fids)].flatMap((fid) => feeds.get(fid) ?? []),
    commit: async (feed) => write(feed, feed),
    setHealth: async (feed, health) => write(feed, { ...(feeds.get(feed.fid) ?? feed), health }),
  };
}

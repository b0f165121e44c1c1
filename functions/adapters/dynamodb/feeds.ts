/** Feed rows. A poll writes one whole, on condition that nobody wrote it since it was read. */
import type { FeedStore } from '../../ports/store/feeds.ts';
import { feedItem, feedOf } from './feed-row.ts';
import { feedKey } from './keys.ts';
import type { Tables } from './table.ts';
import type { Written } from './write.ts';

export function dynamoFeeds({ state }: Tables): FeedStore {
  return {
    async get(fid) {
      const item = await state.get(feedKey(fid));
      return item && feedOf(item);
    },
    async getMany(fids) {
      return (await state.getMany(fids.map(feedKey))).map(feedOf);
    },
    async commit(feed) {
      return outcome(
        await state.write({
          kind: 'put',
          item: feedItem({ ...feed, ver: feed.ver + 1 }),
          when: '#ver = :ver',
          values: { ver: feed.ver },
        }),
      );
    },
    async setHealth({ fid, ver }, health) {
      return outcome(
        await state.write({
          kind: 'update',
          key: feedKey(fid),
          set: '#health = :health, #ver = :next',
          when: '#ver = :ver',
          values: { ver, next: ver + 1, health },
        }),
      );
    },
  };
}

const outcome = ({ kind }: Written) => (kind === 'written' ? 'committed' : 'stale');

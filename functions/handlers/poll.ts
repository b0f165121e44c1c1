/**
 * Lambda entry: one run of a group, started by the tick. The pattern index lives as long as the process, so a warm
 * function reads only what changed since its last run.
 */
import { createHttpFeedFetcher } from '../adapters/http/feed-fetcher.ts';
import { createFeedReader } from '../adapters/rss-parser/feed-reader.ts';
import { createPatternIndex } from '../domain/matcher/pattern-index.ts';
import { createFreshIndex } from '../pipeline/fresh-index.ts';
import { poll } from '../pipeline/poll.ts';
import { base, env } from './runtime.ts';

const { clock, store } = base();
const deps = {
  ...base(),
  fetcher: createHttpFeedFetcher({ clock, userAgent: `Watchword (+${env('BASE_URL')})` }),
  reader: createFeedReader(),
  index: createFreshIndex({ clock, patterns: store.patterns, matcher: createPatternIndex() }),
};

/** @param event As the tick sends it. */
export const handler = (event: { readonly gid: string }): Promise<unknown> => poll(deps, event);

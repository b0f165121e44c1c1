/** What the stages need, built of the same parts as on AWS; tests may put their own around or in place of some. */
import { createHttpFeedFetcher } from '../../functions/adapters/http/feed-fetcher.ts';
import { createFeedReader } from '../../functions/adapters/rss-parser/feed-reader.ts';
import { systemRandom } from '../../functions/adapters/system/random.ts';
import type { Sender } from '../../functions/domain/email/sender.ts';
import { createPatternIndex } from '../../functions/domain/matcher/pattern-index.ts';
import type { Keyring } from '../../functions/domain/token/keyring.ts';
import type { DigestDeps } from '../../functions/pipeline/digest.ts';
import { createFreshIndex } from '../../functions/pipeline/fresh-index.ts';
import type { PollDeps } from '../../functions/pipeline/poll.ts';
import { timing } from '../../functions/pipeline/timing.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { FeedFetcher } from '../../functions/ports/feed-fetcher.ts';
import type { Mailer } from '../../functions/ports/mailer.ts';
import type { Store } from '../../functions/ports/store/index.ts';
import { isLoopback, type LocalConfig } from './config.ts';

export type StageParts = {
  readonly config: Pick<LocalConfig, 'allowOrigins' | 'speed'>;
  readonly clock: Clock;
  readonly store: Store;
  readonly mailer: Mailer;
  readonly keyring: Keyring;
  readonly sender: Sender;
  readonly fetcher?: ((fetcher: FeedFetcher) => FeedFetcher) | undefined;
};

/** The service's own origin may be read too: it serves the demonstration feed. */
export function createStages({
  config,
  fetcher = (own) => own,
  ...parts
}: StageParts): PollDeps & DigestDeps {
  const { clock, store, sender } = parts;
  const allowOrigins = [...config.allowOrigins, sender.baseUrl];
  return {
    ...parts,
    random: systemRandom,
    timing: timing(config.speed, isLoopback),
    fetcher: fetcher(createHttpFeedFetcher({ clock, allowOrigins })),
    reader: createFeedReader(),
    index: createFreshIndex({ clock, patterns: store.patterns, matcher: createPatternIndex() }),
  };
}

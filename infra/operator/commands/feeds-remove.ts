/** `feeds remove URL`: a feed less to poll. */
import { listFeeds, removeFeed } from '../../../functions/pipeline/feeds.ts';
import { type Command, DONE, type Outcome, problem } from '../command.ts';
import type { Connected } from '../connect.ts';
import { withService } from '../with-service.ts';

export const feedsRemove: Command = {
  name: 'feeds remove',
  usage: 'URL',
  summary: 'stop polling a feed; what it brought stays',
  examples: ['feeds remove https://example.org/feed'],
  operands: { min: 1, max: 1 },
  options: ['json'],
  run: async (context) =>
    withService(context, async (service) => {
      const [typed = ''] = context.operands;
      const result = await removeFeed(service, typed);
      if (result.kind === 'invalid') return problem(result);
      if (result.kind === 'unknown') return unknownFeed(service, result.url);
      context.print(context.options.json ? JSON.stringify(result) : `Removed: ${result.url}`);
      return DONE;
    }),
};

async function unknownFeed(service: Connected, url: string): Promise<Outcome> {
  const near = (await listFeeds(service)).find((feed) => isAlike(feed.url, url));
  const message = `No feed of this address is polled: ${url}`;
  return problem({ kind: 'unknown-feed', message, ...(near && { suggestion: `feeds remove ${near.url}` }) });
}

/** The same but for scheme, `www.` and a slash at the end. */
function isAlike(one: string, other: string): boolean {
  const bare = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  return bare(one) === bare(other);
}

/** `feeds export`: all feeds as an OPML document, which any reader imports, this one too. */
import { writeOpml } from '../../../functions/adapters/opml/opml.ts';
import { listFeeds } from '../../../functions/pipeline/feeds.ts';
import { type Command, DONE } from '../command.ts';
import { withService } from '../with-service.ts';

export const feedsExport: Command = {
  name: 'feeds export',
  usage: '',
  summary: 'all feeds as an OPML document on standard output',
  examples: ['feeds export > feeds.opml'],
  operands: { min: 0, max: 0 },
  options: ['json'],
  run: async (context) =>
    withService(context, async (service) => {
      context.print(writeOpml(await listFeeds(service)).trimEnd());
      return DONE;
    }),
};

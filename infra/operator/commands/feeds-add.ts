/** `feeds add URL`: one more feed to poll. */
import { addFeed } from '../../../functions/pipeline/feeds.ts';
import { type Command, DONE, problem } from '../command.ts';
import { withService } from '../with-service.ts';

export const feedsAdd: Command = {
  name: 'feeds add',
  usage: 'URL [--title TITLE] [--tag TAG …]',
  summary: 'poll a feed from now on; what it holds already alerts nobody',
  examples: [
    'feeds add https://feeds.bbci.co.uk/news/rss.xml',
    'feeds add https://example.org/feed --title "Example Wire" --tag World',
  ],
  operands: { min: 1, max: 1 },
  options: ['json', 'title', 'tag'],
  run: async (context) =>
    withService(context, async (service) => {
      const [url = ''] = context.operands;
      const { title, tag: tags, json } = context.options;
      const result = await addFeed(service, { url, tags, ...(title !== undefined && { title }) });
      if (result.kind === 'invalid' || result.kind === 'host-full') return problem(result);
      const added = result.kind === 'added' ? 'Added' : 'Known already';
      context.print(json ? JSON.stringify(result) : `${added}: ${result.url}`);
      return DONE;
    }),
};

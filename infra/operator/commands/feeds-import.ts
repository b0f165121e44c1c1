/** `feeds import FILE`: the feeds of another reader, from its OPML file. */
import { readOpml } from '../../../functions/adapters/opml/opml.ts';
import { importFeeds } from '../../../functions/pipeline/feeds.ts';
import { type Command, DONE, problem } from '../command.ts';
import { readInputFile } from '../read-input-file.ts';
import { withService } from '../with-service.ts';

export const feedsImport: Command = {
  name: 'feeds import',
  usage: 'FILE.opml',
  summary: 'add the feeds of an OPML file that are missing; removes none',
  examples: ['feeds import my.opml', 'feeds import - < my.opml'],
  operands: { min: 1, max: 1 },
  options: ['json'],
  async run(context) {
    const [name = ''] = context.operands;
    const file = await readInputFile(context, name);
    if (file.kind === 'problem') return file;
    const opml = readOpml(file.bytes.toString('utf8'));
    if (opml.kind === 'not-opml') return problem({ kind: 'not-opml', message: `${name}: ${opml.message}` });
    return withService(context, async (service) => {
      const report = await importFeeds(service, opml.feeds);
      const skipped = [
        ...opml.problems.map(({ line, message }) => `line ${line}: ${message}`),
        ...report.refused.map(({ url, message }) => `${url}: ${message}`),
      ];
      if (context.options.json) context.print(JSON.stringify({ ...report, problems: opml.problems }));
      else context.print(`Added ${report.added}, known already ${report.known}, left out ${skipped.length}.`);
      if (!context.options.json) for (const line of skipped) context.note(line);
      return DONE;
    });
  },
};

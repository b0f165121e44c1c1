/** `status`: how the service fares, in a few numbers. */
import { status } from '../../../functions/pipeline/status.ts';
import { type Command, DONE } from '../command.ts';
import { minute } from '../table.ts';
import { withService } from '../with-service.ts';

export const statusCommand: Command = {
  name: 'status',
  usage: '[--json]',
  summary: 'feeds, articles, matches, mails, subscribers, the oldest due work, the switches',
  examples: ['status', 'WATCHWORD_STAGE=prod npm run watchword -- status --json'],
  operands: { min: 0, max: 0 },
  options: ['json'],
  run: async (context) =>
    withService(context, async (service) => {
      const shown = await status(service);
      if (context.options.json) {
        context.print(JSON.stringify(shown));
        return DONE;
      }
      context.print(`Status of ${service.where}`);
      const lines = {
        Feeds: shown.feeds,
        Articles: shown.articles,
        Matches: shown.matches,
        Mails: shown.mails,
        Subscribers: shown.subscribers,
        'Oldest due': shown.oldestDue === null ? 'nothing' : `${minute(shown.oldestDue)} UTC`,
        Sending: shown.send,
        'Sign-up': shown.signUp,
      };
      for (const [name, value] of Object.entries(lines)) context.print(`  ${name.padEnd(12)}${value}`);
      return DONE;
    }),
};

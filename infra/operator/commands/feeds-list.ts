/** `feeds list`: every feed and how its last read ended. */
import { type FeedListing, listFeeds } from '../../../functions/pipeline/feeds.ts';
import { type Command, DONE } from '../command.ts';
import { cell, minute, table } from '../table.ts';
import { withService } from '../with-service.ts';

export const feedsList: Command = {
  name: 'feeds list',
  usage: '',
  summary: 'all feeds: when they were read, when they are read next, and what failed',
  examples: ['feeds list', 'feeds list --json'],
  operands: { min: 0, max: 0 },
  options: ['json'],
  run: async (context) =>
    withService(context, async (service) => {
      const feeds = await listFeeds(service);
      if (context.options.json) context.print(JSON.stringify(feeds.map(asJson)));
      else for (const line of asText(feeds)) context.print(line);
      return DONE;
    }),
};

/** Names that scripts rely on. */
function asJson({
  url,
  title,
  group,
  next,
  lastSuccess,
  failingSince,
  outcome,
  error,
  entries,
}: FeedListing) {
  return { url, title, group, next, lastSuccess, failingSince, outcome, error, entries };
}

function asText(feeds: readonly FeedListing[]): readonly string[] {
  if (feeds.length === 0) return ['No feeds yet. Add one: npm run watchword -- feeds add https://…'];
  const rows = feeds.map(({ title, outcome, lastSuccess, next, entries, url }) => [
    cell(title, 32),
    outcome,
    minute(lastSuccess),
    next === null ? 'now' : minute(next),
    String(entries),
    cell(url, 80),
  ]);
  const failing = feeds.filter(({ error }) => error !== null);
  return [
    ...table(['Feed', 'State', 'Read (UTC)', 'Next (UTC)', 'Entries', 'Address'], rows),
    ...(failing.length > 0 ? ['', 'Not read:'] : []),
    ...failing.map(
      ({ url, failingSince, error }) =>
        `  ${cell(url, 80)}: ${cell(error ?? '', 200)}${failingSince ? ` Since ${minute(failingSince)}.` : ''}`,
    ),
  ];
}

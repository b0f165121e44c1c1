import { describe, expect, it } from 'vitest';
import { pollFeed } from '../../functions/pipeline/poll-feed.ts';
import type { FetchResult } from '../../functions/ports/feed-fetcher.ts';
import { MINUTE, World } from '../support/world.ts';

const URL_OF_FEED = 'https://news.example/feed';
const item = (name: string) =>
  `<item><title>Arctic ${name}</title><link>https://news.example/${name}</link><description>Ice of ${name}.</description></item>`;
const rss = (...names: readonly string[]) =>
  `<rss version="2.0"><channel>${names.map(item).join('')}</channel></rss>`;

type Modified = Extract<FetchResult, { kind: 'modified' }>;
const answer = (text: string, over: Partial<Modified> = {}): Modified => ({
  kind: 'modified',
  body: Buffer.from(text),
  validators: {},
  finalUrl: URL_OF_FEED,
  ...over,
});

/** Polls a feed once for each answer. */
async function polling(...answers: readonly FetchResult[]) {
  const world = await new World().open();
  await world.watch(URL_OF_FEED);
  const runs = [];
  for (const result of answers) {
    const [feed] = await world.store.feeds.getMany(
      (await world.store.groups.list()).flatMap(({ members }) => members),
    );
    if (!feed) throw new Error('the feed was not stored');
    const deps = { ...world.deps(), fetcher: { fetch: async () => result } };
    runs.push({ ...(await pollFeed(deps, feed, { next: 0, failures: 0 })), now: world.clock.now() });
  }
  const [feed] = await world.store.feeds.getMany(runs.map(({ fid }) => fid));
  return { runs, feed };
}

describe('polling a feed', () => {
  it('leaves the entry in which the connection broke to the next read', async () => {
    const cut = rss('c', 'b').slice(0, rss('c', 'b').indexOf('Ice of b') + 3);
    const { runs } = await polling(
      answer(rss('a')),
      answer(cut, { truncated: true }),
      answer(rss('c', 'b', 'a')),
    );
    expect(runs.map(({ articles }) => articles)).toEqual([0, 1, 1]);
  });

  it('asks again when the answer is no longer fresh', async () => {
    const { runs } = await polling(
      answer(rss('a'), { freshMs: 40 * MINUTE }),
      { kind: 'not-modified', freshMs: 20 * MINUTE },
      { kind: 'not-modified' },
    );
    expect(runs.map(({ times, now }) => (times.next - now) / MINUTE)).toEqual([40, 20, 15]);
  });

  it('tells the operator where the feed moved for good', async () => {
    const { feed } = await polling(answer(rss('a'), { movedTo: 'https://new.example/feed' }));
    expect(feed?.health).toMatchObject({
      kind: 'ok',
      detail: expect.stringContaining('https://new.example/feed'),
    });
  });
});

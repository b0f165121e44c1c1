import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFeeds } from '../../../functions/pipeline/feeds.ts';
import { readConfig } from '../../../infra/local/config.ts';
import { addFirstFeeds, readFeedList } from '../../../infra/local/first-feeds.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { newFolder } from './folder.ts';

function service() {
  const deps = { clock: new FakeClock(), random: seededRandom(), store: createMemoryStore() };
  return { deps, urls: async () => (await listFeeds(deps)).map(({ url }) => url).sort() };
}

const demoAt = (port: number) => `http://127.0.0.1:${port}/demo/feed.xml`;

describe('the feeds of a start', () => {
  it('are those of the file that are missing, and none is removed', async () => {
    const { deps, urls } = service();
    const first = { url: 'https://example.org/first', tags: [] };
    const second = { url: 'https://example.org/second', tags: [] };
    await addFirstFeeds(deps, { origin: undefined, feeds: [first] });
    await addFirstFeeds(deps, { origin: undefined, feeds: [second] });
    expect(await urls()).toEqual([first.url, second.url]);
  });

  it('move the demonstration feed to the port of this start', async () => {
    const { deps, urls } = service();
    await addFirstFeeds(deps, { origin: 'http://127.0.0.1:8080', feeds: [] });
    await addFirstFeeds(deps, { origin: 'http://127.0.0.1:8081', feeds: [] });
    expect(await urls()).toEqual([demoAt(8081)]);
    await addFirstFeeds(deps, { origin: undefined, feeds: [] });
    expect(await urls()).toEqual([]);
  });

  it('leave alone what the operator added on loopback', async () => {
    const { deps, urls } = service();
    await addFirstFeeds(deps, { origin: undefined, feeds: [{ url: demoAt(9000), tags: ['Mine'] }] });
    await addFirstFeeds(deps, { origin: 'http://127.0.0.1:8080', feeds: [] });
    expect(await urls()).toEqual([demoAt(8080), demoAt(9000)].sort());
  });

  it('name what could not be added', async () => {
    const { deps } = service();
    const refused = await addFirstFeeds(deps, { origin: undefined, feeds: [{ url: 'nowhere:', tags: [] }] });
    expect(refused).toEqual([expect.stringMatching(/^nowhere: was not added: /)]);
  });
});

describe('the list of feeds', () => {
  it('that ships with the project can be read whole', async () => {
    const read = readConfig({}, '/');
    const list = await readFeedList(read.kind === 'config' ? read.config.feeds : undefined);
    expect(list).toMatchObject({ kind: 'feeds', problems: [] });
    expect(list.kind === 'feeds' && list.feeds.length).toBeGreaterThanOrEqual(10);
  });

  it('is empty without a file', async () => {
    expect(await readFeedList(undefined)).toEqual({ kind: 'feeds', feeds: [], problems: [] });
  });

  it.each([undefined, 'no list', '<rss/>'])('is refused by name with the content %j', async (content) => {
    const path = join(await newFolder(), 'my.opml');
    if (content !== undefined) await writeFile(path, content);
    expect(await readFeedList(path)).toEqual({ kind: 'unreadable', message: expect.stringContaining(path) });
  });
});

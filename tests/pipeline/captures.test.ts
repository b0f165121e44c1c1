/**
 * Every capture of a real feed, served by six hosts on loopback and read three times by the product's own fetcher,
 * reader and store: each ends in an outcome, an unchanged document writes nothing, and news alerts exactly itself.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoClient } from '../../functions/adapters/dynamodb/client.ts';
import { createDynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { createHttpFeedFetcher } from '../../functions/adapters/http/feed-fetcher.ts';
import { hash } from '../../functions/domain/hash.ts';
import { listFeeds } from '../../functions/pipeline/feeds.ts';
import { poll } from '../../functions/pipeline/poll.ts';
import { status } from '../../functions/pipeline/status.ts';
import { startDynamo } from '../../infra/local/dynamodb/server.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MINUTE, World } from '../support/world.ts';

const CAPTURES = '../shared/feeds';
const HOSTS = 6;
const WORD = 'zyzzogeton';

const found = existsSync(CAPTURES);
if (!found) console.info(`skipped: the captures of real feeds are not at ${CAPTURES}`);

/** Paths of all captures, relative to their folder. */
function captures(folder = ''): string[] {
  return readdirSync(join(CAPTURES, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(CAPTURES, path)).isDirectory()) return captures(path);
    return folder === '' ? [] : [path];
  });
}

const news = new Set<string>();
const item = (path: string) =>
  `<item><title>News of ${hash(path, 6)}</title><guid>urn:new:${hash(path)}</guid><description>The ${WORD} came.</description></item>`;

/** The capture as served now, with one more item where a test published one. */
function bodyOf(path: string): Buffer {
  const bytes = readFileSync(join(CAPTURES, path));
  if (!news.has(path)) return bytes;
  const text = bytes.toString('latin1');
  const first = text.search(/<item[\s>]/);
  return Buffer.from(text.slice(0, first) + item(path) + text.slice(first), 'latin1');
}

async function serve(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    const body = bodyOf(path);
    const etag = `"${hash(body.toString('latin1'))}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe.skipIf(!found)('the captures of real feeds', { timeout: 120_000 }, () => {
  const paths = found ? captures() : [];
  const servers: Server[] = [];
  let dynamo: Awaited<ReturnType<typeof startDynamo>>;
  let world: World;
  let fetcher: ReturnType<typeof createHttpFeedFetcher>;

  const feeds = async () => {
    const groups = await world.store.groups.list();
    return new Map(
      (await world.store.feeds.getMany(groups.flatMap(({ members }) => members))).map((feed) => [
        feed.url,
        feed,
      ]),
    );
  };

  async function pollAll(): Promise<void> {
    world.clock.advance(16 * MINUTE);
    for (const { gid } of await world.store.groups.list()) await poll({ ...world.deps(), fetcher }, { gid });
  }

  beforeAll(async () => {
    dynamo = await startDynamo();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = createDynamoClient({ endpoint: dynamo.url, region: 'local', credentials });
    // Ahead of the machine's own clock, by which the embedded database lets rows expire.
    const clock = new FakeClock('2040-01-02T12:00:00Z');
    const store = createDynamoStore({ client, tables: { state: 'state', news: 'news' }, clock });
    world = await new World({ store, clock }).open();
    const hosts = await Promise.all(Array.from({ length: HOSTS }, serve));
    servers.push(...hosts.map(({ server }) => server));
    const allowOrigins = hosts.map(({ origin }) => origin);
    fetcher = createHttpFeedFetcher({ clock: world.clock, allowOrigins });
    for (const [index, path] of paths.entries()) {
      await world.watch(`${allowOrigins[index % HOSTS]}/${encodeURIComponent(path)}`);
    }
    await world.subscribe('reader@mail.example', [WORD, 'said']);
    await pollAll();
  }, 120_000);

  afterAll(async () => {
    for (const server of servers) server.close();
    await dynamo.close();
  });

  it('each end in an outcome that the list of feeds shows, and none stops another', async () => {
    const listed = await listFeeds(world);
    expect(listed).toHaveLength(paths.length);
    expect(listed.filter(({ outcome }) => outcome === 'unread')).toEqual([]);
    const failed = listed.filter(({ outcome }) => outcome !== 'ok');
    expect(failed.filter(({ error }) => !error)).toEqual([]);
    expect(failed.length).toBeLessThan(paths.length / 10);
  });

  it('write no feed and no match when nothing changed', async () => {
    await pollAll();
    await pollAll();
    const before = { feeds: await feeds(), status: await status(world) };
    await pollAll();
    const after = await status(world);
    expect(await feeds()).toEqual(before.feeds);
    expect(after.matches).toBe(0);
    expect(after.articles).toBe(0);
  });

  it('alert exactly the entries that three of them bring', async () => {
    const known = await feeds();
    const chosen = [...known.values()]
      .filter(({ entries, baseline }) => entries > 1 && baseline === 'done')
      .map(({ url }) => decodeURIComponent(new URL(url).pathname.slice(1)))
      .filter(
        (path) =>
          /<item>[\s\S]*<\/item>/.test(bodyOf(path).toString('latin1')) && path.startsWith('real-news'),
      )
      .slice(0, 3);
    expect(chosen).toHaveLength(3);
    for (const path of chosen) news.add(path);
    await pollAll();
    for (let minute = 0; minute < 4; minute++) await world.minute();
    const text = world.digestTexts().join('\n');
    for (const path of chosen) expect(text).toContain(`News of ${hash(path, 6)}`);
    expect((await status(world)).articles).toBe(3);
    expect(world.digestTexts()).toHaveLength(1);
  });
});

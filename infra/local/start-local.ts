/**
 * Opens a local service piece by piece on one data folder: keys, database, port, mail, stages, feeds, site. What was
 * opened is closed in the opposite order, also when a later piece cannot be opened.
 */
import { setTimeout } from 'node:timers/promises';
import { systemClock } from '../../functions/adapters/system/clock.ts';
import { systemRandom } from '../../functions/adapters/system/random.ts';
import { status } from '../../functions/pipeline/status.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { FeedFetcher } from '../../functions/ports/feed-fetcher.ts';
import type { Mailer } from '../../functions/ports/mailer.ts';
import type { Store } from '../../functions/ports/store/index.ts';
import { createWeb } from '../../functions/web/app.ts';
import { type CloseStack, createCloseStack } from './close-stack.ts';
import type { LocalConfig } from './config.ts';
import { dataFolder } from './data-folder.ts';
import { createDemoSite } from './demo/routes.ts';
import { createDriver, type Driver } from './driver.ts';
import { openEmbeddedStore } from './embedded.ts';
import { addFirstFeeds, type FeedList, readFeedList } from './first-feeds.ts';
import { type HttpServer, listen } from './http-server.ts';
import { openKeys } from './keys.ts';
import { openMail, senderOf } from './mail.ts';
import { createProgress } from './progress.ts';
import { type Running, removeRunning, writeRunning } from './running.ts';
import { createLocalSite } from './site.ts';
import { createStages } from './stages.ts';
import { type Taken, takeFolder } from './take-folder.ts';

/** Stand-ins and wrappers for tests. */
export type Overrides = {
  readonly store?: (store: Store) => Store;
  readonly mailer?: (mailer: Mailer) => Mailer;
  readonly fetcher?: (fetcher: FeedFetcher) => FeedFetcher;
  readonly clock?: Clock;
  /** Takes a line of progress; by default standard output does. */
  readonly print?: (line: string) => void;
};

export type LocalService = {
  readonly running: Running;
  /** Of feeds that could not be added, a sentence each. */
  readonly problems: readonly string[];
  /** Lets what is under way end, for `graceMs` at most: what is cut off comes back by its due time. */
  close(graceMs: number): Promise<void>;
};

export type StartResult =
  | { readonly kind: 'started'; readonly service: LocalService }
  /** `message` says why, and what to do. */
  | { readonly kind: 'refused'; readonly message: string };

export async function startLocal(config: LocalConfig, overrides: Overrides = {}): Promise<StartResult> {
  const list = await readFeedList(config.feeds);
  if (list.kind === 'unreadable') return { kind: 'refused', message: list.message };
  const stack = createCloseStack();
  try {
    const result = await open(config, overrides, list, stack);
    if (result.kind === 'refused') await stack.close();
    return result;
  } catch (fault) {
    await stack.close();
    throw fault;
  }
}

type Feeds = Extract<FeedList, { kind: 'feeds' }>;

async function open(
  config: LocalConfig,
  overrides: Overrides,
  list: Feeds,
  stack: CloseStack,
): Promise<StartResult> {
  const folder = dataFolder(config.dataDir);
  const { keyring } = await openKeys(folder, systemRandom);
  const taken = await takeFolder(config.dataDir);
  if (taken.kind !== 'taken') return refusedBy(config.dataDir, taken);
  stack.add(() => taken.dynamo.close());
  await removeRunning(folder.running);
  const listening = await listen(config.port);
  if (listening.kind === 'refused') return { kind: 'refused', message: listening.reason };
  const { server } = listening;
  stack.add(() => server.close(0));

  const { clock = systemClock, print = console.log } = overrides;
  const own = openEmbeddedStore(taken.dynamo.url, clock);
  stack.add(own.close);
  const store = overrides.store?.(own.store) ?? own.store;
  const events = createLateDriver();
  const mail = await openMail({ mail: config.mail, folder: folder.mail, clock, onEvent: events.take });
  stack.add(mail.close);
  const inbox = mail.inbox && { inbox: `${server.url}/inbox` };
  const progress = createProgress({ clock, print, ...inbox });
  const mailer = progress.telling(overrides.mailer?.(mail.mailer) ?? mail.mailer);
  const sender = senderOf(config.mail, server.url);
  const { fetcher } = overrides;
  const stages = createStages({ config, clock, store, mailer, keyring, sender, fetcher });
  const driver = createDriver({ stages, progress, tickMs: TICK_MS / config.speed });
  events.become(driver);

  await openSettings(store);
  const origin = config.demo ? server.url : undefined;
  const refused = await addFirstFeeds(stages, { origin, feeds: list.feeds });
  server.serve(
    createLocalSite({
      url: server.url,
      web: createWeb({
        ...stages,
        ...inbox,
        report: (fault) => progress.fault('answering a request', fault),
        health: () => ({ pid: process.pid }),
      }),
      status: () => status(stages),
      ...(mail.inbox && { inbox: mail.inbox }),
      ...(config.demo && { demo: createDemoSite({ clock, origin: server.url }) }),
    }),
  );
  const running = { url: server.url, pid: process.pid, dynamodb: taken.dynamo.url, ses: mail.url };
  await writeRunning(folder.running, running);
  stack.add(() => removeRunning(folder.running));
  driver.start();
  const close = (graceMs: number) => closeAll(graceMs, { server, driver, stack });
  return { kind: 'started', service: { running, problems: [...list.problems, ...refused], close } };
}

function refusedBy(dataDir: string, by: Exclude<Taken, { kind: 'taken' }>): StartResult {
  if (by.kind === 'silent') return { kind: 'refused', message: by.message };
  const { url, pid } = by.running;
  const message = `Watchword runs on ${dataDir} already: ${url}, pid ${pid}. Use that one, or set DATA_DIR to another folder.`;
  return { kind: 'refused', message };
}

/** Every minute at the pace of AWS. */
const TICK_MS = 60_000;

/** On a machine of one's own there is nobody to protect: sending and sign-up begin open, and stay as they were set. */
async function openSettings({ sending }: Pick<Store, 'sending'>): Promise<void> {
  if (!(await sending.settings())) {
    await sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' });
  }
}

/** The embedded SES tells old events as soon as it is open, a moment before there is a driver to take them. */
function createLateDriver(): { take(body: string): Promise<void>; become(driver: Driver): void } {
  let become: (driver: Driver) => void = () => {};
  const driver = new Promise<Driver>((resolve) => {
    become = resolve;
  });
  return { take: async (body) => (await driver).takeEvent(body), become };
}

/** Requests end first, then stages, so that neither finds a store that is gone. */
async function closeAll(
  graceMs: number,
  parts: { readonly server: HttpServer; readonly driver: Driver; readonly stack: CloseStack },
): Promise<void> {
  const cut = new AbortController();
  const grace = setTimeout(graceMs, undefined, { signal: cut.signal }).catch(() => {});
  await Promise.all([parts.server.close(graceMs), Promise.race([parts.driver.stop(), grace])]);
  cut.abort();
  await parts.stack.close();
}

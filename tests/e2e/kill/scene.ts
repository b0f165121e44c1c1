/**
 * What both kill tests play in: a data folder, feeds that grow, three people with different rules that every notice
 * matches, and the reckoning at the end.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Account, accountOf, linkedNotices } from './account.ts';
import { startGrowingFeeds } from './growing-feeds.ts';
import { createInbox, type ReadMail } from './inbox.ts';
import { within } from './service.ts';
import { type Person, signUp } from './sign-up.ts';

const PEOPLE: readonly Person[] = [
  { address: 'amundsen@example.com', rules: ['Arctic', 'sanctions'] },
  { address: 'barents@example.com', rules: ['"drift ice" AND NOT cricket'] },
  { address: 'chichagov@example.com', rules: ['title:notice'] },
];
const HOSTS = 4;

/** From the last kill to the last mail. A claim without evidence waits a grace of 20 s and a canary, perhaps twice. */
const DRAIN_MS = 120_000;
/** After the last mail: what was open has its grace of 20 s to come again, if it wrongly does. */
const WATCH_MS = 25_000;

export type Scene = {
  /** For `npm start`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The first run: waits until the feeds were read whole, signs everybody up, and begins to publish. */
  begin(url: string, everyMs: number): Promise<void>;
  /** Ends publishing, waits until everything has been mailed and nothing more comes. */
  settle(url: string, say: (line: string) => void): Promise<Account>;
  published(): number;
  /** Closes the feeds. */
  close(): Promise<void>;
  /** Removes the data: called when all is well, for a failure leaves them to be looked at. */
  removeData(): Promise<void>;
  readonly folder: string;
};

/** @param speed WATCHWORD_SPEED. */
export async function openScene(speed: number): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-kill-'));
  const feeds = await startGrowingFeeds(HOSTS);
  const opml = join(folder, 'feeds.opml');
  await writeFile(opml, feeds.opml);
  const inbox = createInbox();
  const addresses = PEOPLE.map(({ address }) => address);

  /** What everybody has by now: what a mail only links counts as had. */
  async function account(url: string): Promise<Account> {
    const mails = await inbox.read(url);
    const inMails = accountOf(mails, addresses, feeds.published());
    return { ...inMails, missing: await notLinked(url, mails, inMails.missing) };
  }

  /** Resolves when everybody has everything, or the time is over. */
  async function drained(url: string): Promise<boolean> {
    for (const until = Date.now() + DRAIN_MS; Date.now() < until; await setTimeout(1_000)) {
      if ((await account(url)).missing.length === 0) return true;
    }
    return false;
  }

  return {
    environment: {
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      WATCHWORD_FEEDS: opml,
      WATCHWORD_DEMO: '0',
      WATCHWORD_ALLOW_ORIGINS: feeds.origins.join(','),
      WATCHWORD_SPEED: String(speed),
      WATCHWORD_MAIL: 'inbox',
    },
    async begin(url, everyMs) {
      await within(60_000, 'for each feed to be read twice', feeds.settled());
      for (const person of PEOPLE) await signUp(url, inbox, person);
      feeds.start(everyMs);
    },
    async settle(url, say) {
      feeds.stop();
      const { mails, missing } = await account(url);
      say(`started for the last time: ${mails} mails so far, ${missing.length} notices to go`);
      if (!(await drained(url))) {
        // A digest that ended as unknown is linked by the next mail: this gives everybody one.
        feeds.start(DRAIN_MS);
        feeds.stop();
      }
      await setTimeout(WATCH_MS);
      return account(url);
    },
    published: () => feeds.published().length,
    close: feeds.close,
    removeData: () => rm(folder, { recursive: true, force: true }),
    folder,
  };
}

async function notLinked(
  url: string,
  mails: readonly ReadMail[],
  missing: readonly string[],
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const { address } of PEOPLE) {
    const own = missing.filter((one) => one.startsWith(`${address}: `));
    const linked = own.length > 0 ? await linkedNotices(url, mails, address) : new Set<string>();
    lost.push(...own.filter((one) => !linked.has(one.slice(-4))));
  }
  return lost;
}

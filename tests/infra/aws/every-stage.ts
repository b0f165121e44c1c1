/**
 * A scenario in which every handler does everything it ever does, on the embedded DynamoDB, each through a store that
 * records what its calls would need to be allowed. Set-up and looking go by a store of the test, which records nothing.
 */
import { subscriberId } from '../../../functions/domain/token/address-key.ts';
import { mintDigest } from '../../../functions/domain/token/link-token.ts';
import type { HandlerName } from '../../../infra/aws/constructs/bundle.ts';
import { startDynamo } from '../../../infra/local/dynamodb/server.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { InjectedFault } from '../../support/faults.ts';
import { testKeyring } from '../../support/keyring.ts';
import { HOUR, MINUTE, World } from '../../support/world.ts';
import { createSite, lastMail, linkIn, ruleIds, SIGN_UP, subscribed } from '../../web/site.ts';
import { recordedStore, type Use } from './recorded-store.ts';

export const HANDLERS: readonly HandlerName[] = ['tick', 'poll', 'digest', 'feedback', 'web'];

export type Uses = Readonly<Record<HandlerName, readonly Use[]>>;

const FEED = 'https://wire.example/feed';
const OTHER = 'https://wire.example/other';
const BROKEN = 'https://broken.example/feed';

export async function runEveryStage(): Promise<Uses> {
  const dynamo = await startDynamo();
  const clock = new FakeClock();
  const uses: Record<HandlerName, Use[]> = { tick: [], poll: [], digest: [], feedback: [], web: [] };
  const open = (record: (use: Use) => void) => recordedStore(dynamo.url, clock, record);
  const stores = Object.fromEntries(
    HANDLERS.map((name) => [name, open((use) => uses[name].push(use))]),
  ) as Record<HandlerName, ReturnType<typeof open>>;
  const test = open(() => {});
  try {
    const world = new World({ clock, store: test.store, storeOf: (stage) => stores[stage].store });
    await live(await world.open(), await siteOf(world, stores.web.store));
  } finally {
    for (const { close } of [test, ...Object.values(stores)]) close();
    await dynamo.close();
  }
  return uses;
}

async function siteOf(world: World, store: World['store']) {
  const { clock, mailer } = world;
  return { ...(await createSite({ store, clock, mailer })), mailer };
}

type Site = Awaited<ReturnType<typeof siteOf>>;

async function live(world: World, site: Site): Promise<void> {
  await feedsAndBaseline(world);
  await signUpByCodeAndManage(world, site);
  await digestWithGaps(world);
  await replyLost(world, site);
  await requestLost(world);
  await lookFails(world);
  await bounceAndLeave(world, site);
}

let edition = 0;
function publish(world: World, ...urls: readonly string[]): void {
  edition += 1;
  for (const url of urls) {
    const id = `${edition}-${url.length}`;
    world.press.publish(url, {
      id,
      title: `Headline ${id}`,
      body: 'The Arctic Council met; sanctions stay.',
    });
  }
}

async function feedsAndBaseline(world: World): Promise<void> {
  publish(world, FEED, OTHER, BROKEN);
  for (const url of [FEED, OTHER, BROKEN]) await world.watch(url);
  await world.minutes(2);
}

/** A second sign-up inside the first one's window, a code mistyped, and every kind of change. */
async function signUpByCodeAndManage(world: World, site: Site): Promise<void> {
  const visitor = site.newBrowser('203.0.113.7');
  await visitor.post('/subscribe', SIGN_UP);
  await visitor.post('/subscribe', SIGN_UP);
  const { path, code } = await lastMail(site);
  const phone = site.newBrowser('203.0.113.8');
  await phone.post(path, { code: code === '111111' ? '222222' : '111111' });
  await phone.post(path, { code });

  await phone.post('/manage', { address: SIGN_UP.address });
  const managePath = (await lastMail(site)).path;
  const change = (fields: Record<string, string>) => phone.post(managePath, fields);
  await change({ action: 'add', rules: 'gas\noil' });
  const ids = ruleIds(await (await phone.get(managePath)).text());
  await change({ action: 'edit', id: ids.oil ?? '', rule: 'oil -palm' });
  await change({ action: 'end', id: ids.gas ?? '' });
  const settings = { action: 'settings', hour: '9', weekday: '1', zone: 'UTC' };
  await change({ ...settings, cadence: 'hourly' });
  await change({ ...settings, cadence: 'immediate' });
  await world.minutes(2);
}

/** A feed that fails and is named in the digest; two feeds that change in one run; the digest's page. */
async function digestWithGaps(world: World): Promise<void> {
  world.press.break(BROKEN, { kind: 'failed', how: 'timeout', detail: 'too slow' });
  await later(world, 20);
  publish(world, FEED, OTHER);
  await later(world, 20);
}

/** SES took the mail and its reply was lost, with a rule ended before: the Send event closes the digest. */
async function replyLost(world: World, site: Site): Promise<void> {
  const sid = subscriberId(testKeyring, SIGN_UP.address);
  const [mailed] = await world.store.digests.mails(sid, 1);
  const browser = site.newBrowser();
  await browser.get(`/digest/${mintDigest(testKeyring, sid, mailed?.digest ?? '')}`);
  await later(world, 60);
  await browser.post('/manage', { address: SIGN_UP.address });
  const { path } = await lastMail(site);
  publish(world, FEED);
  await untilPolled(world);
  const ids = ruleIds(await (await browser.get(path)).text());
  await browser.post(path, { action: 'end', id: ids.sanctions ?? '' });
  world.mailer.next('lost');
  await world.minutes(5);
}

/** SES never took the mail: a canary, then a second attempt once its events show that they come. */
async function requestLost(world: World): Promise<void> {
  publish(world, FEED);
  await untilPolled(world);
  world.mailer.next('dropped');
  await world.minutes(3);
  for (let look = 0; look < 3; look++) await later(world, 21);
}

/** A fault of ours while sending: the look fails, and its row is read to be left alone for a while. */
async function lookFails(world: World): Promise<void> {
  publish(world, FEED);
  await untilPolled(world);
  const { send } = world.mailer;
  world.mailer.send = () => Promise.reject(new InjectedFault('no mail can be composed'));
  await world.minutes(3);
  world.mailer.send = send;
  for (let look = 0; look < 3; look++) await later(world, 21);
}

/** A mailbox that is gone; somebody who leaves, comes back at once and leaves for good: wound up and erased. */
async function bounceAndLeave(world: World, site: Site): Promise<void> {
  await subscribed(site, { ...SIGN_UP, address: 'bounce@simulator.amazonses.com' });
  publish(world, FEED);
  await later(world, 20);
  for (const time of ['once', 'again']) {
    const address = 'leaver@example.com';
    const { browser, managePath } = await subscribed(site, { ...SIGN_UP, address, rules: time });
    const page = await (await browser.get(managePath)).text();
    const leave = linkIn(page, /\/unsubscribe\/[A-Za-z0-9_-]+/);
    await browser.get(leave);
    await browser.post(leave, {});
  }
  await world.minutes(3);
  world.clock.advance(29 * 24 * HOUR);
  await world.minutes(3);
}

async function untilPolled(world: World): Promise<void> {
  const before = world.press.requests.length;
  world.clock.advance(10 * MINUTE);
  for (let minute = 0; minute < 20 && world.press.requests.length === before; minute++) await world.minute();
}

/** Lets time pass in which nothing is looked at, but for its last minutes. */
async function later(world: World, minutes: number): Promise<void> {
  world.clock.advance((minutes - LAST_MINUTES) * MINUTE);
  await world.minutes(LAST_MINUTES);
}

const LAST_MINUTES = 4;

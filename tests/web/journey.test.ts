import { beforeEach, describe, expect, it } from 'vitest';
import { parseRule } from '../../functions/domain/rule/parse.ts';
import { subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintUnsubscribe } from '../../functions/domain/token/link-token.ts';
import { testKeyring } from '../support/keyring.ts';
import {
  ADDRESS,
  createSite,
  lastMail,
  linkIn,
  ruleIds,
  SIGN_UP,
  type Site,
  subscribed,
  textOf,
} from './site.ts';

const SID = subscriberId(testKeyring, ADDRESS);
let site: Site;
beforeEach(async () => {
  site = await createSite();
});

const textsOf = (page: string) => Object.keys(ruleIds(page));

describe('somebody new', () => {
  it('signs up, confirms with one click in the same browser, and is shown what was agreed', async () => {
    const browser = site.newBrowser();
    const start = await browser.get('/');
    expect(textOf(await start.text())).toContain('News you name, in your inbox');

    const answer = await browser.post('/subscribe', SIGN_UP);
    expect(answer.status).toBe(303);
    expect(textOf(await (await browser.get(answer.headers.get('location') ?? '')).text())).toContain(
      'not subscribed yet',
    );

    const { path } = await lastMail(site);
    const question = await (await browser.get(path)).text();
    expect(textOf(question)).toMatch(
      /Mail to r…@example\.com, as soon as something appears, about: Arctic sanctions/,
    );
    expect(question).not.toContain('name="code"');
    expect(site.memory.subscribers.size).toBe(0);

    const done = await browser.post(path, {});
    expect(done.status).toBe(200);
    expect(textOf(await done.text())).toContain('You are subscribed');
    expect(site.memory.subscribers.get(SID)?.settings).toEqual({
      ...{ cadence: 'immediate', hour: 8, weekday: 1 },
      zone: 'Atlantic/Reykjavik',
    });
    expect(textOf(await (await browser.post(path, {})).text())).toContain('Already confirmed');
  });

  it('confirms on another device with the code of the mail', async () => {
    await site.newBrowser().post('/subscribe', SIGN_UP);
    const { path, code } = await lastMail(site);
    const phone = site.newBrowser();
    expect(await (await phone.get(path)).text()).toContain('name="code"');
    const mistyped = await phone.post(path, { code: code === '111111' ? '222222' : '111111' });
    expect(mistyped.status).toBe(422);
    expect(textOf(await mistyped.text())).toContain('4 tries are left');
    expect((await phone.post(path, { code })).status).toBe(200);
    expect(site.memory.subscribers.get(SID)?.state).toBe('active');
  });

  it('who gives address and rules only gets a daily mail at eight, UTC', async () => {
    await subscribed(site, { address: ADDRESS, rules: 'Arctic' });
    const settings = site.memory.subscribers.get(SID)?.settings;
    expect(settings).toEqual({ cadence: 'daily', hour: 8, weekday: 1, zone: 'UTC' });
  });

  it('can send the form as multipart', async () => {
    const body = new FormData();
    for (const [name, value] of Object.entries(SIGN_UP)) body.set(name, value);
    const answer = await site.newBrowser().send('/subscribe', { method: 'POST', body });
    expect(answer.status).toBe(303);
  });
});

it('every example of what a rule can say is a rule', async () => {
  const page = await (await site.newBrowser().get('/')).text();
  const examples = [...page.matchAll(/<dt><code>(.*?)<\/code>/g)].map(([, rule = '']) => textOf(rule));
  expect(examples.length).toBeGreaterThan(5);
  for (const rule of examples) expect(() => parseRule(rule)).not.toThrow();
});

describe('a subscriber', () => {
  it('changes rules by a mailed link: adds, edits, ends, and sets the hour', async () => {
    const { browser } = await subscribed(site);
    expect((await browser.post('/manage', { address: ADDRESS })).headers.get('location')).toBe(
      '/manage/sent',
    );
    const { path } = await lastMail(site);
    const first = await (await browser.get(path)).text();
    expect(textsOf(first)).toEqual(['Arctic', 'sanctions']);

    const added = await browser.post(path, { action: 'add', rules: '"Nord Stream 2"\nArctic' });
    expect(added.status).toBe(303);
    const second = await (await browser.get(added.headers.get('location') ?? '')).text();
    expect(textOf(second)).toContain('Added.');
    expect(textsOf(second).sort()).toEqual(['&quot;Nord Stream 2&quot;', 'Arctic', 'sanctions']);

    await browser.post(path, {
      action: 'edit',
      id: ruleIds(second).sanctions ?? '',
      rule: 'sanctions -sport',
    });
    const third = await (await browser.get(path)).text();
    expect(textsOf(third)).toContain('sanctions -sport');
    expect(textsOf(third)).not.toContain('sanctions');

    await browser.post(path, { action: 'end', id: ruleIds(third).Arctic ?? '' });
    await browser.post(path, {
      action: 'settings',
      cadence: 'weekly',
      weekday: '5',
      hour: '17',
      zone: 'Europe/Oslo',
    });
    const last = await (await browser.get(path)).text();
    expect(textsOf(last)).not.toContain('Arctic');
    expect(textOf(last)).toContain('every Friday at 17:00, Oslo time');
  });

  it('goes on to the rules right from the confirmation', async () => {
    const { browser, managePath } = await subscribed(site);
    const page = await (await browser.get(managePath)).text();
    expect(textsOf(page)).toEqual(['Arctic', 'sanctions']);
    expect(textOf(page)).toContain(`Mail to ${ADDRESS}`);
  });

  it('leaves with a button, and may come back', async () => {
    const { browser, managePath } = await subscribed(site);
    const path = linkIn(await (await browser.get(managePath)).text(), /\/unsubscribe\/[A-Za-z0-9_-]+/);
    const question = await browser.get(path);
    expect(textOf(await question.text())).toContain('No more mail to r…@example.com');
    expect(site.memory.subscribers.get(SID)?.state).toBe('active');
    expect(textOf(await (await browser.post(path, {})).text())).toContain('You are unsubscribed');
    expect(site.memory.subscribers.get(SID)?.state).toBe('unsubscribed');
    expect((await browser.get(managePath)).status).toBe(410);
    await subscribed(site, { ...SIGN_UP, rules: 'gas' });
    expect(site.memory.subscribers.get(SID)?.state).toBe('active');
  });
});

describe('one-click unsubscribe (RFC 8058)', () => {
  const path = `/unsubscribe/${mintUnsubscribe(testKeyring, SID)}`;
  const multipart =
    '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';

  it.each([
    ['urlencoded', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    ['multipart', 'multipart/form-data; boundary=b', multipart],
    ['of no known type', 'text/plain', 'hello'],
    ['broken', 'multipart/form-data; boundary=b', 'no multipart at all'],
    ['large', 'application/x-www-form-urlencoded', 'x'.repeat(100_000)],
  ])('with a body that is %s answers 200 without a redirect, from any site', async (_, type, body) => {
    await subscribed(site);
    const headers = { 'content-type': type, origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' };
    for (let twice = 0; twice < 2; twice++) {
      const answer = await site.newBrowser().send(path, { method: 'POST', body, headers });
      expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    }
    expect(site.memory.subscribers.get(SID)?.state).toBe('unsubscribed');
  });

  it('with no body at all does so too', async () => {
    await subscribed(site);
    expect((await site.newBrowser().send(path, { method: 'POST' })).status).toBe(200);
    expect(site.memory.subscribers.get(SID)?.state).toBe('unsubscribed');
  });
});

describe('a stranger', () => {
  it('who signs up an active address changes nothing until its owner confirms', async () => {
    await subscribed(site);
    const before = structuredClone({ rules: site.memory.rules, subscribers: site.memory.subscribers });
    const stranger = site.newBrowser();
    await stranger.post('/subscribe', { ...SIGN_UP, rules: 'spam', cadence: 'weekly' });
    expect({ rules: site.memory.rules, subscribers: site.memory.subscribers }).toEqual(before);
    const { path, text } = await lastMail(site);
    expect(text).not.toContain('spam');
    const owner = site.newBrowser();
    expect(textOf(await (await owner.get(path)).text())).toContain('spam');
  });
});

/** Every page in a real browser, judged by axe-core; where there is no browser, said so and left out. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintDigest, mintUnsubscribe } from '../../functions/domain/token/link-token.ts';
import { aDigest } from '../support/a-digest.ts';
import { testKeyring } from '../support/keyring.ts';
import { CHROMIUM, launchBrowser, type ServedSite, serveSite } from './serve-site.ts';
import { ADDRESS, lastMail, SIGN_UP, subscribed } from './site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SID = subscriberId(testKeyring, ADDRESS);
if (CHROMIUM === undefined) console.warn('no Chromium found: pages are not looked at in a browser');

describe.skipIf(CHROMIUM === undefined)('in a browser', () => {
  let browser: Browser;
  let served: ServedSite;
  let paths: Readonly<Record<string, string>>;

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchBrowser(), serveSite()]);
    const { site } = served;
    const { managePath } = await subscribed(site);
    await site.newBrowser().post('/subscribe', { ...SIGN_UP, address: 'other@example.org' });
    const digest = await site.store.digests.freeze(aDigest({ sid: SID }));
    paths = {
      start: '/',
      'check your mail': '/subscribe/sent',
      confirm: (await lastMail(site, 'other@example.org')).path,
      'ask for a link': '/manage',
      manage: managePath,
      digest: `/digest/${mintDigest(testKeyring, SID, digest.id)}`,
      unsubscribe: `/unsubscribe/${mintUnsubscribe(testKeyring, SID)}`,
      privacy: '/privacy',
      'no such page': '/nothing',
    };
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  async function onPage<T>(
    look: (page: Page) => Promise<T>,
    options: Parameters<Browser['newContext']>[0] = {},
  ) {
    const context = await browser.newContext({ baseURL: served.url, bypassCSP: true, ...options });
    try {
      return await look(await context.newPage());
    } finally {
      await context.close();
    }
  }

  async function violations(page: Page, options: object = {}): Promise<readonly string[]> {
    await page.evaluate(AXE);
    const found = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
    const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  const NAMES = [
    'start',
    'check your mail',
    'confirm',
    'ask for a link',
    'manage',
    'digest',
    'unsubscribe',
    'privacy',
    'no such page',
  ];

  it.each(NAMES)(
    'the page "%s" has nothing that axe-core objects to, light or dark, and fits 320 px',
    async (name) => {
      await onPage(
        async (page) => {
          await page.goto(paths[name] ?? '');
          await page.evaluate(
            "document.querySelectorAll('details').forEach((details) => { details.open = true; })",
          );
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
          await page.emulateMedia({ colorScheme: 'dark' });
          expect(await violations(page, { runOnly: ['color-contrast'] })).toEqual([]);
        },
        { colorScheme: 'light', viewport: { width: 320, height: 640 } },
      );
    },
  );

  it('a form that is wrong has nothing that axe-core objects to, and ties fields to their errors', async () => {
    await onPage(async (page) => {
      await page.goto('/');
      await page.getByLabel('Rules').fill('Arctic\n(Blinken OR');
      await page.getByLabel('Email').fill('reader@');
      await page.getByLabel('When').selectOption('weekly');
      await page.getByRole('button', { name: 'Send me the confirmation' }).click();
      await page.getByRole('heading', { name: '2 things to mend' }).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.getByLabel('Email').getAttribute('aria-describedby')).toBe('address-errors');
      expect(await page.getByLabel('When').inputValue()).toBe('weekly');
    });
  });

  it('under its own policy runs without a complaint, and guesses the time zone', async () => {
    await onPage(
      async (page) => {
        const complaints: string[] = [];
        page.on('console', (message) => complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto('/');
        expect(await page.getByLabel('Time zone').inputValue()).toBe('Atlantic/Reykjavik');
        expect(complaints).toEqual([]);
      },
      { timezoneId: 'Atlantic/Reykjavik', bypassCSP: false },
    );
  });

  it('hides the fields that a cadence does not need', async () => {
    await onPage(async (page) => {
      await page.goto('/');
      const visible = async (cadence: string) => {
        await page.getByLabel('When').selectOption(cadence);
        return Promise.all(
          ['Day', 'Hour', 'Time zone'].map((label) => page.getByLabel(label, { exact: true }).isVisible()),
        );
      };
      expect(await visible('immediate')).toEqual([false, false, true]);
      expect(await visible('hourly')).toEqual([false, false, true]);
      expect(await visible('daily')).toEqual([false, true, true]);
      expect(await visible('weekly')).toEqual([true, true, true]);
    });
  });

  it('needs no script: signs up, mends a rule by its button, confirms, changes and leaves with the keyboard alone', async () => {
    await onPage(
      async (page) => {
        await page.goto('/');
        await page.getByLabel('Rules').fill('(gas OR oil');
        await page.getByLabel('Email').fill('keys@example.net');
        await page.getByLabel('Email').press('Enter');
        await page.getByRole('button', { name: /^Write/ }).press('Enter');
        expect(await page.getByLabel('Rules').inputValue()).toBe('(gas OR oil)');
        await page.getByLabel('Email').press('Enter');
        await page.waitForURL('**/subscribe/sent');
        await page.goto((await lastMail(served.site, 'keys@example.net')).path);
        await page.getByRole('button', { name: 'Confirm the subscription' }).press('Enter');
        await page.getByRole('link', { name: 'Change your rules' }).press('Enter');
        await page.getByLabel('Rules').fill('Arctic');
        await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
        await page.getByText('Added.').waitFor();
        await page.getByText('Change or end Arctic').press('Enter');
        await page.getByRole('button', { name: 'End this rule' }).press('Enter');
        await page.getByText('Ended.').waitFor();
        await page.getByRole('link', { name: 'End the subscription' }).press('Enter');
        await page.getByRole('button', { name: 'Unsubscribe' }).press('Enter');
        await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
      },
      { javaScriptEnabled: false },
    );
  });
});

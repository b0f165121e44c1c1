/** The mails in a real browser, judged by axe-core; where there is no browser, said so and left out. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderConfirmation } from '../../../functions/domain/email/render-confirmation.ts';
import { renderDigest } from '../../../functions/domain/email/render-digest.ts';
import { renderManageLink } from '../../../functions/domain/email/render-manage-link.ts';
import { aDigest, anEntry } from '../../support/a-digest.ts';
import { CHROMIUM, launchBrowser } from '../../web/serve-site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
if (CHROMIUM === undefined) console.warn('no Chromium found: mails are not looked at in a browser');

const sender = {
  name: 'Watchword',
  digestFrom: 'digest@alerts.example',
  transactionalFrom: 'hello@watch.example',
  postalAddress: '1 Harbour Street, Reykjavik',
  baseUrl: 'https://watch.example',
};
const ruled = (...texts: readonly string[]) => texts.map((text) => ({ text, fields: ['title', 'body'] }));
const digest = aDigest({
  missed: ['1779091200000-1'],
  coverage: { articles: 9, feeds: 3, failing: [{ title: 'Northern Post', since: 1_779_000_000_000 }] },
  entries: [
    anEntry({
      rules: ruled('Arctic', 'sanctions', 'oil', '(a OR b) "a phrase of some length" -c'.repeat(4)),
    }),
    anEntry({
      title: { text: 'وزيرا الخارجية يعقدان محادثات أولى', marks: [[0, 5]] },
      snippets: [{ text: 'التقيا على هامش جلسة لمجلس القطب الشمالي', marks: [[0, 6]] }],
      lang: 'ar',
    }),
    anEntry({ title: { text: 'unbroken'.repeat(40), marks: [[0, 8]] }, link: 'nowhere', late: true }),
  ],
});
const url = 'https://watch.example/confirm/abcdefghijklmnopqrstuvwxyzABCDEF';
const settings = { cadence: 'daily', hour: 8, weekday: 1, zone: 'UTC' } as const;
const MAILS: Readonly<Record<string, string>> = {
  digest: renderDigest(digest, {
    sender,
    links: { unsubscribe: 'https://watch.example/u', web: 'https://watch.example/d', missed: [url] },
  }).html,
  confirmation: renderConfirmation({ rules: [], settings }, { sender, url, code: '048291' }).html,
  'manage link': renderManageLink({ sender, url }).html,
};

describe.skipIf(CHROMIUM === undefined)('in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  });
  afterAll(() => browser?.close());

  /** What axe-core objects to; a mail is no page of a site, so landmarks are not asked of it. */
  async function objections(html: string, colorScheme: 'light' | 'dark'): Promise<readonly string[]> {
    await page.emulateMedia({ colorScheme });
    await page.setContent(html);
    await page.evaluate(AXE);
    const rules = { 'landmark-one-main': { enabled: false }, region: { enabled: false } };
    const found = await page.evaluate(`axe.run(${JSON.stringify({ rules })})`);
    const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }

  it.each(Object.keys(MAILS))(
    'axe-core objects to nothing in the mail "%s", light, dark and bare',
    async (name) => {
      const html = MAILS[name] ?? '';
      expect(await objections(html, 'light')).toEqual([]);
      expect(await objections(html, 'dark')).toEqual([]);
      // As a client shows it that knows no style sheet.
      expect(await objections(html.replaceAll(/<style>[\s\S]*?<\/style>/g, ''), 'dark')).toEqual([]);
    },
  );

  it.each(Object.keys(MAILS))('the mail "%s" fits 320 px and asks for nothing', async (name) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(MAILS[name] ?? '');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(asked).toEqual([]);
  });

  it('the dark mail has no light ground left, and what reads from right to left stands right', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setContent(MAILS.digest ?? '');
    const light = await page.evaluate(`[...document.querySelectorAll('body, body *')].filter((element) => {
      const [red] = (getComputedStyle(element).backgroundColor.match(/\\d+/g) ?? []).map(Number);
      return red > 128;
    }).length`);
    expect(light).toBe(0);
    const side = await page.evaluate(`getComputedStyle(document.querySelector('h2[dir=rtl]')).textAlign`);
    expect(side).toBe('right');
  });
});

/**
 * A new user at a real browser: the form, the inbox next door, the link in the mail, one click to confirm, the digest,
 * and a second rule on the page that the confirmation leads to.
 */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { openMailbox } from '../support/mailbox.ts';
import { assertDigest, DIGEST_MS, isDigest } from './digests.ts';
import { FURTHER_RULE, RULES, unsubscribe } from './over-http.ts';

export type Pictures = { readonly signUp: string; readonly digest: string };

/** As the pictures of the README are drawn. */
const WIDTH = 720;
const MAIL_MS = 15_000;

/** @param pictures Files to draw the sign-up page and the digest into, when they are wanted. */
export async function walkInBrowser(
  browser: Browser,
  {
    url,
    address,
    pictures,
  }: { readonly url: string; readonly address: string; readonly pictures?: Pictures | undefined },
  say: (line: string) => void,
): Promise<void> {
  const context = await browser.newContext({
    // Low, so that a picture of a whole page ends where the page does.
    viewport: { width: WIDTH, height: 400 },
    deviceScaleFactor: 2,
    timezoneId: 'Atlantic/Reykjavik',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const mailbox = openMailbox(url, address);

  await page.goto(url);
  await page.getByLabel('Rules').fill(RULES.join('\n'));
  await page.getByLabel('Email').fill(address);
  await page.getByLabel('When').selectOption('immediate');
  if (pictures) await page.screenshot({ path: pictures.signUp, fullPage: true });
  await page.getByRole('button', { name: 'Send me the confirmation' }).click();
  await page.getByRole('link', { name: 'open its inbox' }).click();
  await mailbox.waitFor('confirmation', MAIL_MS, () => true);
  await confirmFromInbox(page, address);
  say(`${address}: confirmed in the browser by one click`);

  const first = await mailbox.waitFor('digest', DIGEST_MS, isDigest);
  assertDigest(first, RULES);
  await page.goto(`${url}/inbox/${first.id}/html`);
  assert.ok((await page.locator('mark').count()) >= RULES.length, 'the browser shows the words marked');
  if (pictures) await page.screenshot({ path: pictures.digest, fullPage: true });
  say(`${address}: digest “${first.subject}”`);

  await page.goto(linkIn(first.text, /http\S+\/digest\/\S+/));
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  const link = await mailbox.waitFor('manage link', MAIL_MS, ({ text }) => text.includes('/manage/'));
  await page.goto(linkIn(link.text, /http\S+\/manage\/[\w-]+/));
  await page.getByLabel('Rules').fill(FURTHER_RULE);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Added.').waitFor();
  const second = await mailbox.waitFor('digest for the further rule', DIGEST_MS, (mail) =>
    mail.text.includes(`[${FURTHER_RULE}]`),
  );
  assertDigest(second, [...RULES, FURTHER_RULE]);
  await unsubscribe(second);
  await page.reload();
  await page.getByText('This subscription has ended').waitFor();
  say(`${address}: a second rule added on the page worked; then unsubscribed`);
  await context.close();
}

/** Through the inbox's own pages: the list, the mail in its frame, the link in it, which opens beside the inbox. */
async function confirmFromInbox(inbox: Page, address: string): Promise<void> {
  await inbox.reload();
  await inbox.getByRole('link', { name: address }).first().click();
  const popup = inbox.waitForEvent('popup');
  await inbox.frameLocator('iframe').getByRole('link', { name: 'Confirm the subscription' }).click();
  const page = await popup;
  await page.getByRole('button', { name: 'Confirm the subscription' }).click();
  await page.getByRole('heading', { name: 'You are subscribed' }).waitFor();
  await page.close();
}

function linkIn(text: string, pattern: RegExp): string {
  const [link] = pattern.exec(text) ?? [];
  assert.ok(link, `a link like ${pattern} in:\n${text}`);
  return link;
}

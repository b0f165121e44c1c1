/**
 * A new user whose mail program and browser are two: signs up by a form, confirms by the code in the mail, gets the
 * digest, adds a rule by a mailed link, and leaves by the header that mail programs use.
 */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { EDITION_MS } from '../../../infra/local/demo/editions.ts';
import { type Mail, openMailbox } from '../support/mailbox.ts';
import { assertDigest, assertEachEditionOnce, DIGEST_MS, isDigest } from './digests.ts';

export const RULES = ['Arctic', 'sanctions'];
export const FURTHER_RULE = '"Nord Stream"';
const MAIL_MS = 15_000;
/** What was handed over before the unsubscribe may still appear. */
const UNDER_WAY_MS = 2_000;

export async function walkOverHttp(url: string, address: string, say: (line: string) => void): Promise<void> {
  const mailbox = openMailbox(url, address);
  await post(`${url}/subscribe`, { address, rules: RULES.join('\n'), cadence: 'immediate' }, 303);
  const confirmation = await mailbox.waitFor('confirmation', MAIL_MS, () => true);
  await confirm(confirmation);
  say(`${address}: confirmed by the code in the mail`);

  const first = await mailbox.waitFor('digest', DIGEST_MS, isDigest);
  assertDigest(first, RULES);
  say(`${address}: digest “${first.subject}”`);

  await post(`${url}/manage`, { address }, 303);
  const link = await mailbox.waitFor('manage link', MAIL_MS, ({ text }) => text.includes('/manage/'));
  if (isDigest(link)) throw new Error('a digest holds a manage token');
  await post(only(link.text, /https?:\/\/\S+\/manage\/[\w-]+/g), { action: 'add', rules: FURTHER_RULE }, 303);
  const second = await mailbox.waitFor('digest for the further rule', DIGEST_MS, (mail) =>
    mail.text.includes(`[${FURTHER_RULE}]`),
  );
  assertDigest(second, [...RULES, FURTHER_RULE]);
  say(`${address}: a rule added by the mailed link found its article`);

  await unsubscribe(second);
  await setTimeout(UNDER_WAY_MS);
  const before = await mailbox.mails();
  assertEachEditionOnce(before);
  await setTimeout(2 * EDITION_MS + EDITION_MS / 2);
  const after = await mailbox.mails();
  assert.deepEqual(
    after.slice(before.length).map(({ subject }) => subject),
    [],
    'nothing comes after the unsubscribe',
  );
  say(`${address}: unsubscribed by the header, and two further editions brought nothing`);
}

async function confirm({ text }: Mail): Promise<void> {
  const link = only(text, /https?:\/\/\S+\/confirm\/[\w-]+/g);
  const code = only(text, /\b\d{6}\b/g);
  const page = await fetch(link);
  assert.equal(page.status, 200);
  await post(link, {}, 422);
  await post(link, { code }, 200);
}

/** As RFC 8058 has it: one https URI (on loopback http), a POST with this body, no cookie, no redirect. */
export async function unsubscribe(digest: Mail): Promise<void> {
  assert.equal(digest.header('List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click');
  const [, url = ''] = /^<(http[^>]+)>$/.exec(digest.header('List-Unsubscribe') ?? '') ?? [];
  await post(url, { 'List-Unsubscribe': 'One-Click' }, 200);
}

function only(text: string, pattern: RegExp): string {
  const found = [...new Set(text.match(pattern))];
  assert.equal(found.length, 1, `one match of ${pattern}, got ${found.length}:\n${text}`);
  return found[0] ?? '';
}

async function post(url: string, fields: Record<string, string>, expected: number): Promise<void> {
  const body = new URLSearchParams(fields);
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  assert.equal(response.status, expected, `POST ${url}: ${response.status}, expected ${expected}`);
}

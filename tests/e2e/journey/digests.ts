/** What a digest of the demonstration feed must hold, and what it must not. */
import assert from 'node:assert/strict';
import { DECOY_WORDS, REYKJAVIK_MEETING } from '../../../infra/local/demo/reykjavik-meeting.ts';
import type { Mail } from '../support/mailbox.ts';

/** An edition comes every 30 s, is polled within 15 s, and settles, coalesces and leaves within a few. */
export const DIGEST_MS = 90_000;

export function isDigest(mail: Mail): boolean {
  return mail.header('List-Unsubscribe') !== undefined;
}

/** Numbers of the editions whose main article a mail carries, as often as it does. */
export function editionsIn({ text }: Mail): readonly string[] {
  const link = new RegExp(`/demo/articles/(\\d+)/${REYKJAVIK_MEETING.slug}\\b`, 'g');
  return [...text.matchAll(link)].map(([, edition = '']) => edition);
}

/** @param rules As typed: each must be named, and its word marked in a sentence. */
export function assertDigest(mail: Mail, rules: readonly string[]): void {
  const marked = [...mail.html.matchAll(/<mark[^>]*>(?:<b>)?([^<]*)/g)].map(([, word = '']) =>
    word.toLowerCase(),
  );
  for (const rule of rules) {
    const word = rule.replaceAll('"', '').toLowerCase();
    assert.ok(
      marked.some((mark) => word.split(' ').includes(mark) || mark === word),
      `${rule} is marked, not only ${marked.join(', ')}`,
    );
    assert.ok(mail.text.includes(`[${rule}]`), `the digest names the rule ${rule}:\n${mail.text}`);
  }
  const links = mail.text.match(/\/demo\/articles\/\S+/g) ?? [];
  assert.ok(editionsIn(mail).length > 0, `the digest carries the main article:\n${mail.text}`);
  assert.equal(editionsIn(mail).length, links.length, `no other article matches:\n${mail.text}`);
  for (const word of DECOY_WORDS) {
    assert.ok(!mail.text.toLowerCase().includes(word), `no word of caption or comment form: ${word}`);
  }
}

/** Over all mails of one person. */
export function assertEachEditionOnce(mails: readonly Mail[]): void {
  const editions = mails.filter(isDigest).flatMap(editionsIn);
  assert.equal(new Set(editions).size, editions.length, `each edition comes once: ${editions.join(', ')}`);
}

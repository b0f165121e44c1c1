import { describe, expect, it } from 'vitest';
import { MAX_LISTED } from '../../functions/domain/digest/digest.ts';
import { subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintDigest } from '../../functions/domain/token/link-token.ts';
import { aDigest, anEntry } from '../support/a-digest.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, createSite, lastMail, type Site, subscribed, textOf } from './site.ts';

const SID = subscriberId(testKeyring, ADDRESS);

async function pageOf(site: Site, over: Parameters<typeof aDigest>[0] = {}) {
  const digest = await site.store.digests.freeze(aDigest({ sid: SID, ...over }));
  const token = mintDigest(testKeyring, SID, digest.id);
  const answer = await site.newBrowser().get(`/digest/${token}`);
  return { token, status: answer.status, html: await answer.text() };
}

describe('a digest on the web', () => {
  it('shows what the mail did: headline, words marked, rules, coverage and reason', async () => {
    const { html } = await pageOf(await createSite());
    expect(html).toContain('href="https://wire.example/talks" rel="noopener noreferrer nofollow"');
    expect(html).toContain('an <mark>Arctic</mark> Council');
    expect(textOf(html)).toMatch(
      /1 new for Arctic.*Arctic in the text.*Checked 1,932 articles from 50 feeds/,
    );
  });

  it('lists what the mail had no room for, and counts it', async () => {
    const entries = Array.from({ length: MAX_LISTED + 5 }, (_, n) =>
      anEntry({ article: `a${n}`, title: { text: `Report ${n}`, marks: [] }, snippets: [] }),
    );
    const text = textOf((await pageOf(await createSite(), { entries })).html);
    expect(text).toMatch(/And 5 more, for which the mail had no room Report 80/);
    expect(text).toContain('Report 84');
  });

  it('shows a headline that would be markup or a script as text, and no link that is none', async () => {
    const entries = [
      anEntry({ title: { text: '<img src=x onerror=alert(1)>', marks: [] }, link: 'javascript:alert(1)' }),
    ];
    const { html } = await pageOf(await createSite(), { entries });
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toMatch(/<img|javascript:/);
  });

  it('masks the address, and mails its owner a link to the rules on a button', async () => {
    const site = await createSite();
    await subscribed(site);
    const { html, token } = await pageOf(site);
    expect(html).toContain('This goes to r…@example.com');
    expect(html).not.toContain(ADDRESS);
    const mails = site.mailer.accepted.length;
    const answer = await site.newBrowser().post('/manage', { digest: token });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/manage/sent']);
    expect(site.mailer.accepted).toHaveLength(mails + 1);
    expect((await site.newBrowser().get((await lastMail(site)).path)).status).toBe(200);
  });

  it('of somebody who left shows no address and no buttons', async () => {
    const site = await createSite();
    await subscribed(site);
    await site.store.subscribers.end(SID, { state: 'unsubscribed', reason: '', source: 'person', at: 0 });
    const { html, status } = await pageOf(site);
    expect(status).toBe(200);
    expect(html).not.toMatch(/r…@|<form/);
  });

  it('links earlier ones that may not have arrived', async () => {
    const { html } = await pageOf(await createSite(), { missed: ['1779177600000-2'] });
    expect(html).toContain(`/digest/${mintDigest(testKeyring, SID, '1779177600000-2')}`);
    expect(textOf(html)).toContain('Earlier mail may not have reached you');
  });
});

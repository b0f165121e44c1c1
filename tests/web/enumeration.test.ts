import { describe, expect, it } from 'vitest';
import { addressKey } from '../../functions/domain/token/address-key.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, createSite, SIGN_UP, type Site, subscribed } from './site.ts';

async function suppressed(site: Site, state: 'bounced' | 'complained') {
  const suppression = { state, reason: 'test', source: 'bounce', at: 0 } as const;
  await site.store.addresses.suppress(addressKey(testKeyring, ADDRESS), suppression);
}

/** How an address came to be what it is. */
const HISTORIES: readonly (readonly [string, (site: Site) => Promise<unknown>])[] = [
  ['nobody knows', async () => {}],
  ['waits for its confirmation', (site) => site.newBrowser().post('/subscribe', SIGN_UP)],
  ['is subscribed', (site) => subscribed(site)],
  ['bounced', (site) => suppressed(site, 'bounced')],
  ['complained', (site) => suppressed(site, 'complained')],
];

async function seen(history: (site: Site) => Promise<unknown>, path: string, fields: Record<string, string>) {
  const site = await createSite();
  await history(site);
  const browser = site.newBrowser();
  const before = site.clock.now();
  const answer = await browser.post(path, fields);
  const tookMs = site.clock.now() - before;
  const location = answer.headers.get('location') ?? '';
  const page = await browser.get(location);
  const headers = [...answer.headers].map(([name, value]) => [name, name === 'set-cookie' ? '' : value]);
  return { status: answer.status, headers, body: await answer.text(), tookMs, page: await page.text() };
}

describe.each([
  ['a sign-up', '/subscribe', SIGN_UP],
  ['asking for a manage link', '/manage', { address: ADDRESS }],
] as const)('%s answers the same, after the same time,', (_, path, fields) => {
  it.each(HISTORIES)('for an address that %s', async (_name, history) => {
    expect(await seen(history, path, fields)).toEqual(await seen(async () => {}, path, fields));
  });
});

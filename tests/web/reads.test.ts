import fc from 'fast-check';
import { expect, it } from 'vitest';
import { subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintDigest, mintUnsubscribe } from '../../functions/domain/token/link-token.ts';
import { aDigest } from '../support/a-digest.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, createSite, lastMail, SIGN_UP, subscribed } from './site.ts';

const SID = subscriberId(testKeyring, ADDRESS);

/** A site with one of everything that a link can lead to. */
async function fullSite() {
  const site = await createSite();
  const { browser, managePath } = await subscribed(site);
  await browser.post('/subscribe', { ...SIGN_UP, rules: 'gas' });
  const { path: confirmPath } = await lastMail(site);
  const digest = await site.store.digests.freeze(aDigest({ sid: SID }));
  const paths = [
    ...['/', '/subscribe', '/subscribe/sent', '/manage', '/manage/sent', '/privacy', '/healthz', '/nothing'],
    ...[
      managePath,
      confirmPath,
      `${managePath}?action=end&id=1&done=end`,
      `${confirmPath}?code=123456&action=confirm`,
    ],
    `/unsubscribe/${mintUnsubscribe(testKeyring, SID)}`,
    `/unsubscribe/${mintUnsubscribe(testKeyring, SID)}?List-Unsubscribe=One-Click`,
    `/digest/${mintDigest(testKeyring, SID, digest.id)}`,
  ];
  return { site, browser, paths };
}

it('no GET or HEAD changes anything, whoever follows whatever link how often', async () => {
  const { site, browser, paths } = await fullSite();
  const before = structuredClone(site.memory);
  const sent = site.mailer.accepted.length;
  const headers = fc.constantFrom({}, { 'sec-purpose': 'prefetch' }, { 'x-http-method-override': 'POST' });
  const request = fc.record({
    path: fc.constantFrom(...paths),
    method: fc.constantFrom('GET', 'HEAD'),
    headers,
  });
  const run = async (
    client: typeof browser,
    requests: readonly { path: string; method: string; headers: object }[],
  ) => {
    for (const { path, ...init } of requests) {
      const answer = await client.send(path, { ...init, headers: { ...init.headers } });
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.getSetCookie()).toEqual([]);
      if (init.method === 'HEAD') expect(await answer.text()).toBe('');
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 8 }), fc.boolean(), async (requests, own) => {
      await run(own ? browser : site.newBrowser(), requests);
      expect(site.memory).toEqual(before);
      expect(site.mailer.accepted).toHaveLength(sent);
    }),
    { numRuns: 100 },
  );
  await run(
    browser,
    paths.map((path) => ({ path, method: 'GET', headers: {} })),
  );
  expect(site.memory).toEqual(before);
});

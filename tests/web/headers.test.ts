import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSite, lastMail, SIGN_UP, subscribed } from './site.ts';

const policyOf = (answer: Response) => answer.headers.get('content-security-policy') ?? '';

describe('every answer', () => {
  it('allows the inline style and script by their hashes, forms to us, and nothing else', async () => {
    const site = await createSite();
    const answer = await site.newBrowser().get('/');
    const page = await answer.text();
    const policy = policyOf(answer);
    for (const [kind, element] of [
      ['style-src', 'style'],
      ['script-src', 'script'],
    ] as const) {
      const blocks = [...page.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))];
      expect(blocks).toHaveLength(1);
      const hash = createHash('sha256')
        .update(blocks[0]?.[1] ?? '')
        .digest('base64');
      expect(policy).toContain(`${kind} 'sha256-${hash}'`);
    }
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toMatch(/form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/);
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/ style="| on[a-z]+="|javascript:/);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it.each(['/', '/manage', '/nothing', '/healthz', '/subscribe/sent'])(
    'to %s is kept by nobody',
    async (path) => {
      const answer = await (await createSite()).newBrowser().get(path);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('x-robots-tag')).toBe(path === '/' ? null : 'noindex, nofollow');
      expect(policyOf(answer)).not.toBe('');
    },
  );

  it('over https asks for https from now on, over loopback http does not', async () => {
    expect(
      (await (await createSite()).newBrowser().get('/')).headers.get('strict-transport-security'),
    ).toContain('max-age');
    const local = await createSite({ baseUrl: 'http://127.0.0.1:8080' });
    expect((await local.newBrowser().get('/')).headers.get('strict-transport-security')).toBeNull();
  });

  it('to a fault and to a form refused carries the headers too', async () => {
    const site = await createSite();
    const refused = await site.newBrowser().post('/subscribe', SIGN_UP, { 'sec-fetch-site': 'cross-site' });
    expect([refused.status, policyOf(refused)]).toEqual([403, expect.stringContaining("default-src 'none'")]);
  });
});

describe('the sign-up cookie', () => {
  it.each([
    [
      'https://watch.example',
      /^__Host-signup=[A-Za-z0-9_-]{32}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ],
    ['http://127.0.0.1:8080', /^signup=[A-Za-z0-9_-]{32}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/],
  ])('of %s fits its scheme', async (baseUrl, form) => {
    const site = await createSite({ baseUrl });
    const answer = await site.newBrowser().post('/subscribe', SIGN_UP);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(form)]);
  });

  it('is set by nothing else', async () => {
    const site = await createSite();
    const { browser, managePath } = await subscribed(site);
    for (const answer of [
      await browser.get(managePath),
      await browser.post(managePath, { action: 'settings' }),
    ]) {
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });
});

it('healthz says that it runs, with what the host adds', async () => {
  const site = await createSite({ health: () => ({ pid: 42 }) });
  expect(await (await site.newBrowser().get('/healthz')).json()).toEqual({ status: 'ok', pid: 42 });
});

it('pages that send people to their mailbox link the inbox of a machine that keeps its mail', async () => {
  const site = await createSite({ inbox: '/inbox' });
  const browser = site.newBrowser();
  await browser.post('/subscribe', SIGN_UP);
  await lastMail(site);
  for (const path of ['/subscribe/sent', '/manage/sent']) {
    expect(await (await browser.get(path)).text()).toContain('href="/inbox"');
  }
});

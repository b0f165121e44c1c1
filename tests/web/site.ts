/**
 * The web app over memory, with a browser to use it: keeps cookies, posts forms as a browser does, and reads the mail
 * that the site sent.
 */
import PostalMime from 'postal-mime';
import { createWeb } from '../../functions/web/app.ts';
import type { Web, WebDeps } from '../../functions/web/deps.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { testKeyring } from '../support/keyring.ts';
import { MemoryMailer } from '../support/memory-mailer.ts';
import { emptyMemory } from '../support/memory-store/memory.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { seededRandom } from '../support/seeded-random.ts';

export const ORIGIN = 'https://watch.example';
export const ADDRESS = 'reader@example.com';
export const SIGN_UP = {
  address: ADDRESS,
  rules: 'Arctic\r\nsanctions',
  cadence: 'immediate',
  zone: 'Atlantic/Reykjavik',
};

export type Fields = Readonly<Record<string, string>>;

export async function createSite(over: Partial<WebDeps> & { readonly baseUrl?: string } = {}) {
  const memory = emptyMemory();
  const store = createMemoryStore(memory);
  await store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' });
  const clock = new FakeClock();
  const mailer = new MemoryMailer(clock);
  const faults: unknown[] = [];
  const { baseUrl = ORIGIN, ...rest } = over;
  const sender = {
    name: 'Watchword',
    digestFrom: 'digest@alerts.example',
    transactionalFrom: 'hello@watch.example',
    postalAddress: '1 Harbour Street, Reykjavik',
    baseUrl,
  };
  const deps: WebDeps = {
    ...{ store, clock, mailer, sender },
    random: seededRandom(),
    keyring: testKeyring,
    report: (fault) => faults.push(fault),
    ...rest,
  };
  const web = createWeb(deps);
  return {
    web,
    deps,
    memory,
    store,
    clock,
    mailer,
    faults,
    newBrowser: (ip?: string) => browserOf(web, baseUrl, ip),
  };
}

export type Site = Awaited<ReturnType<typeof createSite>>;

function browserOf(web: Web, origin: string, ip = '127.0.0.1') {
  const cookies = new Map<string, string>();
  async function send(path: string, init: RequestInit & { headers?: Fields } = {}) {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await web.fetch(new Request(new URL(path, origin), { ...init, headers }), { ip });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  }
  return {
    cookies,
    send,
    get: (path: string, headers: Fields = {}) => send(path, { headers }),
    post: (path: string, fields: Fields, headers: Fields = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}

export type Browser = ReturnType<Site['newBrowser']>;

/** What the newest mail to an address holds: its text, and the link and code to confirm or manage with. */
export async function lastMail({ mailer }: Pick<Site, 'mailer'>, to = ADDRESS) {
  const mail = mailer.accepted.findLast((sent) => sent.to === to);
  if (!mail) throw new Error(`expected a mail to ${to}, got none`);
  const { text = '', subject = '', headers } = await PostalMime.parse(mail.raw);
  return {
    ...{ mail, text, subject, headers },
    path: /https?:\/\/[^/\s]+(\/(?:confirm|manage)\/[A-Za-z0-9_-]+)/.exec(text)?.[1] ?? '',
    code: /\b\d{6}\b/.exec(text)?.[0] ?? '',
  };
}

/** Signs up and confirms in one browser; that browser, and the path of the manage page it was shown. */
export async function subscribed(site: Site, fields: Fields = SIGN_UP) {
  const browser = site.newBrowser();
  await browser.post('/subscribe', fields);
  const { path } = await lastMail(site, fields.address);
  const page = await (await browser.post(path, {})).text();
  return { browser, managePath: linkIn(page, /\/manage\/[A-Za-z0-9_-]{32}/) };
}

/** The first link in a page that looks like this. */
export function linkIn(page: string, pattern: RegExp): string {
  const [link] = pattern.exec(page) ?? [];
  if (link === undefined) throw new Error(`expected a link like ${pattern}, got none`);
  return link;
}

/** Ids of the rules that a manage page shows, by their text. */
export function ruleIds(page: string): Readonly<Record<string, string>> {
  const rows = [...page.matchAll(/name="id" value="([^"]+)">[\s\S]*?name="rule" value="([^"]*)"/g)];
  return Object.fromEntries(rows.map(([, id = '', text = '']) => [text, id]));
}

/** What a person reads of a page: no markup, entities resolved, white space as one space. */
export function textOf(page: string): string {
  return page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

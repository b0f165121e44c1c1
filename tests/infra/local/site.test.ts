import { describe, expect, it } from 'vitest';
import { createLocalSite } from '../../../infra/local/site.ts';

const answer = (text: string) => ({ fetch: async () => new Response(text) });
const status = async () => ({
  ...{ feeds: 1, articles: 2, matches: 3, mails: 4, subscribers: 5, oldestDue: null },
  ...({ send: 'on', signUp: 'open' } as const),
});

const site = createLocalSite({
  url: 'http://127.0.0.1:8080',
  ...{ web: answer('web'), inbox: answer('inbox'), demo: answer('demo'), status },
});
const get = (url: string) => site(new Request(url), { ip: '127.0.0.1' });

describe('one port', () => {
  it.each([
    ['/', 'web'],
    ['/inbox', 'inbox'],
    ['/inbox.json', 'inbox'],
    ['/inbox/id.eml', 'inbox'],
    ['/inboxes', 'web'],
    ['/demo', 'demo'],
    ['/demo/feed.xml', 'demo'],
    ['/healthz', 'web'],
  ])('answers %s by the %s', async (path, expected) => {
    expect(await (await get(`http://127.0.0.1:8080${path}`)).text()).toBe(expected);
  });

  it('answers the status as the command line prints it', async () => {
    expect(await (await get('http://127.0.0.1:8080/status.json')).json()).toEqual(await status());
  });

  it('leaves the inbox to the pages when mail leaves this machine', async () => {
    const real = createLocalSite({ url: 'http://127.0.0.1:8080', web: answer('web'), status });
    expect(await (await real(new Request('http://127.0.0.1:8080/inbox'), {})).text()).toBe('web');
  });
});

describe('a name that was made to lead here', () => {
  it.each([
    'http://evil.example:8080/inbox',
    'http://127.0.0.1:8081/inbox',
    'http://127.0.0.1.evil.example/',
  ])('%s reads nothing', async (url) => {
    expect((await get(url)).status).toBe(421);
  });

  it('the names of this machine read', async () => {
    expect((await get('http://localhost:8080/inbox')).status).toBe(200);
    expect((await get('http://[::1]:8080/inbox')).status).toBe(200);
  });
});

import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../../../functions/domain/email/mime.ts';
import { createInbox } from '../../../../infra/local/ses/inbox.ts';
import { aMail, sesForTest } from './support.ts';

const HTML =
  '<!doctype html><html><head><title>x</title></head><body><script>alert(1)</script>Hello</body></html>';

async function inboxWith(...subjects: string[]) {
  const { ses, client } = await sesForTest({ now: () => Date.parse('2026-05-20T12:00:00Z') });
  const ids: string[] = [];
  for (const subject of subjects) {
    const raw = composeMessage({
      from: { name: 'W', address: 'digest@alerts.example' },
      to: 'reader@example.com',
      ...{ subject, html: HTML, text: 'Hello <b>', headers: [] },
    });
    ids.push(
      (await client.send(new SendRawEmailCommand(aMail({ RawMessage: { Data: raw } })))).MessageId ?? '',
    );
  }
  const inbox = createInbox(ses);
  return { ses, ids, get: (path: string) => inbox.request(path) };
}

describe('the inbox', () => {
  it('lists mails as JSON, oldest first', async () => {
    const { ids, get } = await inboxWith('Ünö', 'Two');
    const common = {
      to: 'reader@example.com',
      from: 'digest@alerts.example',
      at: '2026-05-20T12:00:00.000Z',
    };
    expect(await (await get('/inbox.json')).json()).toEqual([
      { id: ids[0], subject: 'Ünö', ...common },
      { id: ids[1], subject: 'Two', ...common },
    ]);
  });

  it('gives a mail in its bytes', async () => {
    const { ses, ids, get } = await inboxWith('One');
    const [id = ''] = ids;
    const answer = await get(`/inbox/${id}.eml`);
    expect(answer.headers.get('content-type')).toBe('message/rfc822');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array((await ses.raw(id)) ?? []));
  });

  it('lists mails on a page, newest first, with their subjects as text', async () => {
    const { get } = await inboxWith('One', '<script>Two');
    const page = await (await get('/inbox')).text();
    expect(page.indexOf('&lt;script&gt;Two')).toBeLessThan(page.indexOf('>One<'));
    expect(page).not.toContain('<script>');
  });

  it('says what to do while there is no mail', async () => {
    const { get } = await inboxWith();
    expect(await (await get('/inbox')).text()).toContain('No mail yet');
  });

  it('shows a mail in a frame that runs nothing and reaches nothing', async () => {
    const { ids, get } = await inboxWith('One');
    const page = await get(`/inbox/${ids[0]}`);
    expect(await page.text()).toContain(
      `<iframe src="/inbox/${ids[0]}/html" title="The message" sandbox="allow-popups`,
    );
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const mail = await get(`/inbox/${ids[0]}/html`);
    expect(await mail.text()).toBe(`${HTML.replace('<head>', '<head><base target="_blank">')}\n`);
    expect(mail.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .*; sandbox allow-popups/,
    );
  });

  it('shows the text and the source of a mail as text', async () => {
    const { ids, get } = await inboxWith('One');
    expect(await (await get(`/inbox/${ids[0]}/text`)).text()).toContain('<pre>Hello &lt;b&gt;');
    expect(await (await get(`/inbox/${ids[0]}/source`)).text()).toContain('MIME-Version: 1.0');
  });

  it.each(['', '/html', '/text', '/source', '.eml'])(
    'answers 404 for no such mail at /inbox/nothing%s',
    async (end) => {
      const { get } = await inboxWith('One');
      const answer = await get(`/inbox/nothing${end}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('No such mail');
    },
  );
});

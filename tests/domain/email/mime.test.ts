import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { digestHeaders } from '../../../functions/domain/email/digest-headers.ts';
import { composeMessage, encodedLength, type Message } from '../../../functions/domain/email/mime.ts';

const sender = {
  name: 'Watchword',
  digestFrom: 'digest@alerts.example.org',
  transactionalFrom: 'hello@example.org',
  postalAddress: '1 Harbour Street, Reykjavik',
  baseUrl: 'https://watchword.example',
};
const plain: Message = {
  from: { name: 'Watchword', address: 'digest@alerts.example.org' },
  to: 'reader@example.com',
  subject: '2 new for Arctic',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: [],
};

function raw(change: Partial<Message>): string {
  return Buffer.from(composeMessage({ ...plain, ...change })).toString('latin1');
}

function read(change: Partial<Message>): Promise<Email> {
  return PostalMime.parse(composeMessage({ ...plain, ...change }));
}

describe('a message', () => {
  it('is read back as it was meant', async () => {
    const mail = await read({ date: Date.parse('2026-05-20T12:00:00Z'), messageId: 'abc@example.org' });
    expect(mail).toMatchObject({
      from: { name: 'Watchword', address: 'digest@alerts.example.org' },
      to: [{ address: 'reader@example.com' }],
      subject: '2 new for Arctic',
      date: '2026-05-20T12:00:00.000Z',
      messageId: '<abc@example.org>',
      html: '<p>Hello</p>\n',
      text: 'Hello\n',
    });
  });

  it('has no more recipients and headers than were asked for', () => {
    const head = raw({}).split('\r\n\r\n')[0] ?? '';
    expect(head.split('\r\n').map((line) => line.split(':')[0])).toEqual([
      'From',
      'To',
      'Subject',
      'MIME-Version',
      'Content-Type',
    ]);
  });

  it('survives any text in subject, name and bodies, as 7-bit lines of at most 76 octets and whole words', async () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 300 })
      .map((value) => value.replace(/[\0\p{Surrogate}]/gu, ''));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (subject, name, body) => {
        const oneLine = subject.replace(/[\p{Cc}\p{Zs}\u2028\u2029\ufeff]+/gu, ' ').trim();
        const from = { name: name.replace(/[\r\n]/g, ''), address: plain.from.address };
        const change = { subject: oneLine, from, text: body, html: body };
        expect(raw(change)).toMatch(/^(?:[\t\x20-\x7e]{0,78}\r\n)*$/);
        const mail = await read(change);
        expect(mail.subject ?? '').toBe(oneLine);
        const lines = body.replace(/\r\n?/g, '\n');
        expect(mail.text).toBe(`${lines}\n`);
        expect(mail.html).toBe(`${lines}\n`);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['Ünïcödé '.repeat(20).trim()],
    ['新しい記事：北極評議会がレイキャビクで初会合、制裁とパイプラインを協議'],
    ['👩🏽‍🚀'.repeat(40)],
    ['=?utf-8?B?UGF5IG5vdw==?='],
    ['plain =?utf-8?q?spoof?= within'],
    [`${'long plain words '.repeat(60)}end`],
  ])('writes the subject %j in words of at most 75 characters', async (subject) => {
    const message = raw({ subject });
    const lines = /^Subject: (.*(?:\r\n .*)*)/m.exec(message)?.[0].split('\r\n') ?? [];
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
    for (const word of message.match(/=\?[^ \r]+\?=/g) ?? []) {
      expect(word.length).toBeLessThanOrEqual(75);
      const bytes = Buffer.from(word.slice('=?UTF-8?B?'.length, -2), 'base64');
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toThrow();
    }
    expect((await read({ subject })).subject).toBe(subject);
  });

  it('measures a part as it is sent', () => {
    const body = 'é=\n'.repeat(1_000);
    expect(raw({ html: body }).length - raw({ html: '' }).length).toBe(encodedLength(body));
  });
});

describe('a message is refused', () => {
  const at = (name: string, value: string) => ({ headers: [[name, value]] as const });
  it.each<[string, Partial<Message>]>([
    ['CRLF in the subject', { subject: 'a\r\nBcc: b@example.com' }],
    ['a lone LF in the subject', { subject: 'a\nb' }],
    ['NUL in the subject', { subject: 'a\0b' }],
    ['CRLF in the name', { from: { name: 'a\r\nBcc: b@example.com', address: 'a@example.com' } }],
    ['a second sender', { from: { name: 'a', address: 'a@example.com, b@example.com' } }],
    ['CRLF in the recipient', { to: 'a@example.com\r\nBcc: b@example.com' }],
    ['two recipients', { to: 'a@example.com, b@example.com' }],
    ['a named recipient', { to: 'A <a@example.com>' }],
    ['a quoted local part', { to: '"x@gmail.com x"@internal.example' }],
    ['CRLF in a header value', at('X-A', 'a\r\nBcc: b@example.com')],
    ['CRLF in a header name', at('X-A\r\nBcc', 'b@example.com')],
    ['a recipient among the headers', at('bcc', 'b@example.com')],
    ['a second subject', at('Subject', 'b')],
    ['a content type among the headers', at('Content-Type', 'text/html')],
    ['8-bit in a header value', at('X-A', 'ä')],
    ['a header line over 998 octets', at('X-A', 'a'.repeat(994))],
    ['a Message-ID with CRLF', { messageId: 'a@b\r\nBcc: c' }],
    ['NUL in the text', { text: 'a\0b' }],
    ['a lone surrogate in the HTML', { html: 'a\ud800b' }],
    ['a lone surrogate in the subject', { subject: 'a\udfff' }],
  ])('with %s', (_, change) => {
    expect(() => composeMessage({ ...plain, ...change })).toThrow(/^mail (?:header|body)/);
  });
});

describe('the headers of a digest', () => {
  const unsubscribe = `https://watchword.example/unsubscribe/${'t'.repeat(120)}`;

  it('hold one unfolded URI before the one-click header', () => {
    const message = raw({ headers: digestHeaders({ sender, unsubscribe }) });
    expect(message).toContain(
      `\r\nList-Unsubscribe: <${unsubscribe}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n`,
    );
    expect(message).toContain('\r\nList-Id: Watchword <digest.alerts.example.org>\r\n');
    expect(message).toContain('\r\nAuto-Submitted: auto-generated\r\n');
  });

  it('name the list in any script', () => {
    const message = raw({ headers: digestHeaders({ sender: { ...sender, name: 'Útvörður' }, unsubscribe }) });
    expect(message).toMatch(/\r\nList-Id: =\?UTF-8\?B\?[\w+/=]+\?= <digest\.alerts\.example\.org>\r\n/);
  });

  it.each(['http://watchword.example/u', 'mailto:u@example.org', 'https://a.example/,<https://b.example/>'])(
    'refuse %s',
    (url) => {
      expect(() => digestHeaders({ sender, unsubscribe: url })).toThrow(/^List-Unsubscribe/);
    },
  );

  it('take http on loopback', () => {
    expect(digestHeaders({ sender, unsubscribe: 'http://127.0.0.1:8080/u' })).toContainEqual([
      'List-Unsubscribe',
      '<http://127.0.0.1:8080/u>',
    ]);
  });
});

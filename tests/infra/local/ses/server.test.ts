import {
  GetSendQuotaCommand,
  GetSendStatisticsCommand,
  ListIdentitiesCommand,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { parseSesEvent } from '../../../../functions/domain/email/ses-event.ts';
import { aMail, clientOf, folderForTest, message, sesForTest } from './support.ts';

const FROM = 'From: digest@alerts.example';
const withHeader = (...lines: string[]) => aMail({ RawMessage: { Data: message(...lines) } });

describe('the embedded SES', () => {
  it('keeps the bytes of a mail, but for Message-ID and Date, which it writes itself', async () => {
    const { ses, client } = await sesForTest({ now: () => Date.parse('2026-05-20T12:00:00Z') });
    const raw = message(
      FROM,
      'Message-Id: <mine@example.org>',
      'Subject: =?UTF-8?B?TsOkY2hzdGU=?=',
      ' =?UTF-8?B?IFNlaXRl?=',
      'date: Thu,',
      '\t1 Jan 1970 00:00:00 +0000',
      'X-Date: stays',
    );
    const { MessageId } = await client.send(new SendRawEmailCommand(aMail({ RawMessage: { Data: raw } })));
    expect(Buffer.from((await ses.raw(MessageId ?? '')) ?? []).toString()).toBe(
      [
        `Message-ID: <${MessageId}@email.amazonses.com>`,
        'Date: Wed, 20 May 2026 12:00:00 +0000',
        FROM,
        'Subject: =?UTF-8?B?TsOkY2hzdGU=?=',
        ' =?UTF-8?B?IFNlaXRl?=',
        'X-Date: stays',
        '',
        'Hello',
        '',
      ].join('\r\n'),
    );
    expect(ses.mails()).toMatchObject([
      { id: MessageId, from: 'digest@alerts.example', to: ['reader@example.com'], subject: 'Nächste Seite' },
    ]);
  });

  it('delivers to the envelope alone, whatever the header says', async () => {
    const { ses, client } = await sesForTest();
    await client.send(
      new SendRawEmailCommand(withHeader(FROM, 'To: a@example.com', 'Bcc: b@example.com', 'Subject: x')),
    );
    expect(ses.mails()[0]?.to).toEqual(['reader@example.com']);
  });

  it('without an envelope takes the addresses of the header', async () => {
    const { ses, client } = await sesForTest();
    const { RawMessage } = withHeader(
      'From: Watchword <digest@sub.alerts.example>',
      'To: A <a@example.com>',
      'Cc: b@example.com',
    );
    await client.send(new SendRawEmailCommand({ RawMessage }));
    expect(ses.mails()[0]).toMatchObject({
      from: 'digest@sub.alerts.example',
      to: ['a@example.com', 'b@example.com'],
    });
  });

  it.each([
    ['a sender that is not verified', aMail({ Source: 'digest@evil-alerts.example' }), 'MessageRejected'],
    ['a From that is not verified', withHeader('From: digest@other.example'), 'MessageRejected'],
    ['no From', withHeader('Subject: News'), 'InvalidParameterValue'],
    ['From twice', withHeader(FROM, FROM), 'InvalidParameterValue'],
    ['a subject twice', withHeader(FROM, 'Subject: a', 'SUBJECT: b'), 'InvalidParameterValue'],
    ['no recipient', { ...withHeader(FROM), Destinations: [] }, 'InvalidParameterValue'],
    ['a recipient without a domain', aMail({ Destinations: ['reader'] }), 'InvalidParameterValue'],
    ['a recipient beyond ASCII', aMail({ Destinations: ['lésère@example.com'] }), 'InvalidParameterValue'],
    ['51 recipients', aMail({ Destinations: Array(51).fill('a@example.com') }), 'MessageRejected'],
    [
      'a configuration set that is not there',
      aMail({ ConfigurationSetName: 'no' }),
      'ConfigurationSetDoesNotExist',
    ],
    ['a tag with a space', aMail({ Tags: [{ Name: 'sid', Value: 'a b' }] }), 'InvalidParameterValue'],
    [
      'a tag twice',
      aMail({
        Tags: [
          { Name: 'a', Value: '1' },
          { Name: 'a', Value: '2' },
        ],
      }),
      'InvalidParameterValue',
    ],
    [
      'over 10 MiB',
      aMail({ RawMessage: { Data: Buffer.concat([message(FROM), Buffer.alloc(10_485_760)]) } }),
      'InvalidParameterValue',
    ],
  ])('refuses %s', async (_, mail, code) => {
    const { ses, client } = await sesForTest();
    await expect(client.send(new SendRawEmailCommand(mail))).rejects.toMatchObject({ Code: code });
    expect(ses.mails()).toEqual([]);
  });

  it('answers what an operator asks by the command line', async () => {
    const { client } = await sesForTest({ quota: { rate: 3, daily: 7 } });
    expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({
      ...{ MaxSendRate: 3, Max24HourSend: 7, SentLast24Hours: 0 },
    });
    expect(await client.send(new ListIdentitiesCommand({}))).toMatchObject({
      Identities: ['alerts.example'],
    });
  });

  it('refuses an action it does not know at once', async () => {
    const { client } = await sesForTest();
    await expect(client.send(new GetSendStatisticsCommand({}))).rejects.toMatchObject({
      Code: 'InvalidAction',
    });
  });

  it.each([
    ['without credentials', { method: 'POST' }, 'MissingAuthenticationToken'],
    ['by GET', { method: 'GET' }, 'InvalidAction'],
    ['with a body beyond any mail', { method: 'POST', body: 'x'.repeat(21 * 1024 * 1024) }, undefined],
  ])('refuses a call %s, and goes on', async (_, init, code) => {
    const { ses, client } = await sesForTest();
    const answer = await fetch(ses.url, init).then(
      (response) => response.text(),
      () => '',
    );
    if (code) expect(answer).toContain(`<Code>${code}</Code>`);
    await client.send(new SendRawEmailCommand(aMail()));
    expect(ses.mails()).toHaveLength(1);
  });

  it('tells nothing of a mail that names no configuration set', async () => {
    const heard: string[] = [];
    const { ses, client } = await sesForTest({ onEvent: (body) => heard.push(body) });
    const { ConfigurationSetName, ...mail } = aMail();
    await client.send(new SendRawEmailCommand(mail));
    await ses.settled();
    expect(heard).toEqual([]);
  });
});

describe('the embedded SES, started again on its folder', () => {
  it('has the mails, in their order, and what was counted for the day', async () => {
    const dataDir = await folderForTest();
    const first = await sesForTest({ dataDir });
    const ids: (string | undefined)[] = [];
    for (let mail = 0; mail < 3; mail++) {
      ids.push((await first.client.send(new SendRawEmailCommand(aMail()))).MessageId);
    }
    const bytes = await first.ses.raw(ids[1] ?? '');
    await first.ses.close();

    const { ses, client } = await sesForTest({ dataDir });
    expect(ses.mails().map(({ id }) => id)).toEqual(ids);
    expect(await ses.raw(ids[1] ?? '')).toEqual(bytes);
    expect(await ses.raw('no-such-id')).toBeUndefined();
    expect((await client.send(new GetSendQuotaCommand({}))).SentLast24Hours).toBe(3);
  });

  it('tells again what nobody took, and nothing that somebody took', async () => {
    const dataDir = await folderForTest();
    let refuse: () => void = () => {};
    const refused = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    const first = await sesForTest({
      dataDir,
      onEvent(body) {
        if (parseSesEvent(body)?.kind === 'send') return;
        refuse();
        throw new Error('not now');
      },
    });
    await first.client.send(new SendRawEmailCommand(aMail()));
    await refused;
    await first.ses.close();

    const heard: (string | undefined)[] = [];
    const { ses } = await sesForTest({ dataDir, onEvent: (body) => heard.push(parseSesEvent(body)?.kind) });
    await ses.settled();
    expect(heard).toEqual(['delivery']);
  });

  it('is refused a port that is taken, and leaves the folder free', async () => {
    const dataDir = await folderForTest();
    const { ses } = await sesForTest();
    const port = Number(new URL(ses.url).port);
    await expect(sesForTest({ dataDir, port })).rejects.toThrow(/EADDRINUSE/);
    const second = await sesForTest({ dataDir });
    await clientOf(second.ses.url).send(new SendRawEmailCommand(aMail()));
    expect(second.ses.mails()).toHaveLength(1);
  });
});

import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createSesClient } from '../../../functions/adapters/ses/client.ts';
import { createSesMailer } from '../../../functions/adapters/ses/mailer.ts';
import { composeMessage } from '../../../functions/domain/email/mime.ts';
import { parseSesEvent, type SesEvent } from '../../../functions/domain/email/ses-event.ts';
import type { OutgoingMail } from '../../../functions/ports/mailer.ts';
import { CONFIGURATION_SET, startSes } from '../../../infra/local/ses/server.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { mailerContract } from './contract.ts';
import { listen, startLossyServer } from './lossy-server.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const clientOf = (endpoint: string) => createSesClient({ endpoint, region: 'us-east-1', credentials });

mailerContract('SES', async ({ clock, verified, quota }) => {
  let heard: SesEvent[] = [];
  const ses = await startSes({
    verified,
    quota,
    now: () => clock.now(),
    onEvent: (body) => heard.push(parseSesEvent(body) as SesEvent),
  });
  const network = await startLossyServer(ses.url);
  const client = clientOf(network.url);
  return {
    mailer: createSesMailer({ client, configurationSet: CONFIGURATION_SET, clock }),
    loseReply: () => network.next('reply'),
    loseRequest: () => network.next('request'),
    async events() {
      await ses.settled();
      const events = heard;
      heard = [];
      return events;
    },
    async close() {
      client.destroy();
      await network.close();
      await ses.close();
    },
  };
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const mail: OutgoingMail = {
  from: 'digest@alerts.example',
  to: 'reader@example.com',
  raw: composeMessage({
    from: { name: 'W', address: 'digest@alerts.example' },
    to: 'reader@example.com',
    ...{ subject: 'News', html: 'News', text: 'News', headers: [] },
  }),
  tags: { stream: 'digest' },
};

/** A mailer whose SES answers like this, and how many requests it got. */
async function mailerTo(answer: (response: ServerResponse) => void, callMs = 5_000) {
  const requests: string[] = [];
  const server = await listen((request, response) => {
    requests.push(request.url ?? '');
    request.resume().on('end', () => answer(response));
  });
  closers.push(server.close);
  const clock = new FakeClock();
  return { mailer: createSesMailer({ client: clientOf(server.url), clock, callMs }), requests, clock };
}

function fault(status: number, code: string, message = 'No.') {
  const xml = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
}

describe('an answer of SES', () => {
  it.each([
    [400, 'MessageRejected', 'Email address is not verified.', 'permanent'],
    [400, 'MessageRejected', 'Sending paused for this account.', 'stop'],
    [400, 'MailFromDomainNotVerified', 'No.', 'permanent'],
    [400, 'MailFromDomainNotVerifiedException', 'No.', 'permanent'],
    [400, 'InvalidParameterValue', "Missing final '@domain'", 'permanent'],
    [400, 'InvalidParameterCombination', 'No.', 'permanent'],
    [400, 'MissingParameter', 'No.', 'permanent'],
    [400, 'ValidationError', 'No.', 'permanent'],
    [400, 'Throttling', 'Maximum sending rate exceeded.', 'later'],
    [400, 'ThrottlingException', 'Rate exceeded', 'later'],
    [400, 'Throttling', 'Daily message quota exceeded.', 'stop'],
    [400, 'AccountSendingPausedException', 'No.', 'stop'],
    [400, 'AccountSendingPaused', 'No.', 'stop'],
    [400, 'ConfigurationSetSendingPausedException', 'No.', 'stop'],
    [400, 'ConfigurationSetDoesNotExist', 'No.', 'stop'],
    [400, 'ProductionAccessNotGranted', 'No.', 'stop'],
    [403, 'AccessDenied', 'No.', 'stop'],
    [403, 'AccessDeniedException', 'No.', 'stop'],
    [403, 'InvalidClientTokenId', 'No.', 'stop'],
    [403, 'SignatureDoesNotMatch', 'No.', 'stop'],
    [403, 'ExpiredToken', 'No.', 'later'],
    [400, 'RequestExpired', 'No.', 'later'],
    [404, 'NeverHeardOf', 'No.', 'later'],
  ])('%i %s “%s” is a refusal: %s', async (status, code, message, how) => {
    const { mailer, requests } = await mailerTo(fault(status, code, message));
    const result = await mailer.send(mail);
    expect(result).toMatchObject({ kind: 'refused', how });
    expect(result).toHaveProperty('reason', expect.stringContaining(message));
    expect(requests).toHaveLength(1);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['500', fault(500, 'InternalFailure')],
    ['503', fault(503, 'ServiceUnavailable')],
    ['a gateway’s page', (response) => void response.writeHead(502).end('<html>Bad gateway')],
    ['a reset', (response) => void response.destroy()],
    ['an empty 200', (response) => void response.writeHead(200).end()],
    ['a 200 that is no XML', (response) => void response.writeHead(200).end('{"MessageId":')],
    ['half a 200', (response) => void response.writeHead(200, { 'content-length': 900 }).write('<Send')],
    ['silence', () => {}],
  ])('that is %s leaves open whether the mail went, and is asked for once', async (_, answer) => {
    const { mailer, requests } = await mailerTo(answer, 300);
    expect(await mailer.send(mail)).toMatchObject({ kind: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  it('that cannot be asked for, since nobody listens, is a refusal of the moment', async () => {
    const server = await listen(() => {});
    await server.close();
    const mailer = createSesMailer({ client: clientOf(server.url), clock: new FakeClock() });
    expect(await mailer.send(mail)).toMatchObject({ kind: 'refused', how: 'later' });
  });

  it.each([
    ['ENOTFOUND', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
    ['a certificate nobody knows', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    [
      'a connection that was never made',
      { name: 'TimeoutError', message: 'the request socket did not establish a connection with the server' },
    ],
    ['ETIMEDOUT while connecting', { name: 'TimeoutError', code: 'ETIMEDOUT', syscall: 'connect' }],
    ['no credentials', { name: 'CredentialsProviderError' }],
  ])('that was never asked for (%s) is a refusal of the moment', async (_, error) => {
    const client = { send: async () => Promise.reject(Object.assign(new Error('no'), error)) };
    const mailer = createSesMailer({ client: client as never, clock: new FakeClock() });
    expect(await mailer.send(mail)).toMatchObject({ kind: 'refused', how: 'later' });
  });
});

describe('the quota', () => {
  const quotaXml =
    '<GetSendQuotaResponse><GetSendQuotaResult><Max24HourSend>200</Max24HourSend><MaxSendRate>1</MaxSendRate><SentLast24Hours>7</SentLast24Hours></GetSendQuotaResult></GetSendQuotaResponse>';

  it('is asked for once in five minutes, however many ask', async () => {
    const { mailer, requests, clock } = await mailerTo((response) => void response.end(quotaXml));
    const expected = { rate: 1, daily: 200, sentLast24Hours: 7 };
    expect(await Promise.all([mailer.quota(), mailer.quota()])).toEqual([expected, expected]);
    clock.advance(299_000);
    await mailer.quota();
    expect(requests).toHaveLength(1);
    clock.advance(1_000);
    await mailer.quota();
    expect(requests).toHaveLength(2);
  });

  it('that could not be read is asked for again the next time', async () => {
    let isUp = false;
    const { mailer } = await mailerTo((response) => {
      if (isUp) response.end(quotaXml);
      else fault(503, 'ServiceUnavailable')(response);
    });
    await expect(mailer.quota()).rejects.toThrow();
    isUp = true;
    expect(await mailer.quota()).toMatchObject({ daily: 200 });
  });
});

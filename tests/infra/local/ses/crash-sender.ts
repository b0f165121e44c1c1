/**
 * The process that crash.test.ts kills: the embedded SES on a folder, and a sender that mails without end. It prints
 * `accepted ID` for each mail that was answered and `event ID` for each event that was handled, and ends with its
 * standard input, so it never outlives the test.
 */
import { writeSync } from 'node:fs';
import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { createSesClient } from '../../../../functions/adapters/ses/client.ts';
import { parseSesEvent } from '../../../../functions/domain/email/ses-event.ts';
import { CONFIGURATION_SET, startSes } from '../../../../infra/local/ses/server.ts';

const SENDERS = 6;
const [, , dataDir = ''] = process.argv;

process.stdin.on('end', () => process.exit(0)).resume();
const ses = await startSes({
  dataDir,
  verified: ['alerts.example'],
  quota: { rate: 10_000, daily: -1 },
  onEvent: (body) => writeSync(1, `event ${parseSesEvent(body)?.eventId}\n`),
});
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = createSesClient({ endpoint: ses.url, region: 'us-east-1', credentials });
const raw = Buffer.from(`From: digest@alerts.example\r\nSubject: News\r\n\r\n${'Hello '.repeat(2_000)}\r\n`);

await Promise.all(
  Array.from({ length: SENDERS }, async () => {
    for (;;) {
      const { MessageId } = await client.send(
        new SendRawEmailCommand({
          Source: 'digest@alerts.example',
          Destinations: ['bounce@simulator.amazonses.com'],
          RawMessage: { Data: raw },
          ConfigurationSetName: CONFIGURATION_SET,
        }),
      );
      writeSync(1, `accepted ${MessageId}\n`);
    }
  }),
);

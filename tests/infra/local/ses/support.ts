/** The embedded SES with a client, and mails for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import { onTestFinished } from 'vitest';
import { createSesClient } from '../../../../functions/adapters/ses/client.ts';
import { CONFIGURATION_SET, type SesOptions, startSes } from '../../../../infra/local/ses/server.ts';

/** Started for one test. */
export async function sesForTest(options: Partial<SesOptions> = {}) {
  const ses = await startSes({ verified: ['alerts.example'], ...options });
  const client = clientOf(ses.url);
  onTestFinished(async () => {
    client.destroy();
    await ses.close();
  });
  return { ses, client };
}

export function clientOf(endpoint: string) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return createSesClient({ endpoint, region: 'us-east-1', credentials });
}

export async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-ses-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A header of these lines, an empty line, and a body. */
export function message(...lines: readonly string[]): Uint8Array {
  return Buffer.from([...lines, '', 'Hello', ''].join('\r\n'));
}

export function aMail(over: Partial<SendRawEmailCommandInput> = {}): SendRawEmailCommandInput {
  return {
    Source: 'digest@alerts.example',
    Destinations: ['reader@example.com'],
    RawMessage: { Data: message('From: digest@alerts.example', 'To: reader@example.com', 'Subject: News') },
    ConfigurationSetName: CONFIGURATION_SET,
    ...over,
  };
}

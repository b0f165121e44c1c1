/**
 * Where the mail of a local service goes: into the inbox of an embedded SES, whose events come back as a queue would
 * bring them, or out by the real SES with the machine's credentials.
 */
import type { Hono } from 'hono';
import { createSesClient } from '../../functions/adapters/ses/client.ts';
import { createSesMailer } from '../../functions/adapters/ses/mailer.ts';
import type { Sender } from '../../functions/domain/email/sender.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { Mailer } from '../../functions/ports/mailer.ts';
import type { LocalMail } from './config.ts';
import { EMBEDDED_ACCESS } from './embedded.ts';
import type { EventReader } from './ses/delivery.ts';
import { createInbox } from './ses/inbox.ts';
import { CONFIGURATION_SET, startSes } from './ses/server.ts';

export type Mail = {
  readonly mailer: Mailer;
  /** Endpoint of the embedded SES; null when mail goes to the real one. */
  readonly url: string | null;
  /** Pages that show what was sent; absent when it left this machine. */
  readonly inbox?: Hono;
  close(): Promise<void>;
};

export type MailOptions = {
  readonly mail: LocalMail;
  /** A folder for the mail that stays here. */
  readonly folder: string;
  readonly clock: Clock;
  readonly onEvent: EventReader;
};

/** A domain that nobody can own (RFC 2606 §3): should such a mail ever leave, it belongs to nobody. */
const LOCAL_DOMAIN = 'watchword.example';

export async function openMail({ mail, folder, clock, onEvent }: MailOptions): Promise<Mail> {
  if (mail.kind === 'ses') {
    const client = createSesClient();
    return { mailer: createSesMailer({ client, clock }), url: null, close: async () => client.destroy() };
  }
  const ses = await startSes({ dataDir: folder, verified: [LOCAL_DOMAIN], onEvent });
  const client = createSesClient({ endpoint: ses.url, ...EMBEDDED_ACCESS });
  return {
    mailer: createSesMailer({ client, configurationSet: CONFIGURATION_SET, clock }),
    url: ses.url,
    inbox: createInbox(ses),
    async close() {
      await ses.close();
      client.destroy();
    },
  };
}

/** @param baseUrl Origin of the service: links of real mail work on this machine only. */
export function senderOf(mail: LocalMail, baseUrl: string): Sender {
  const isReal = mail.kind === 'ses';
  return {
    name: 'Watchword',
    digestFrom: isReal ? mail.from : `digest@${LOCAL_DOMAIN}`,
    transactionalFrom: isReal ? mail.from : `hello@${LOCAL_DOMAIN}`,
    postalAddress: isReal
      ? mail.postalAddress
      : 'Watchword on your own machine, 1 Example Street, Example Town',
    baseUrl,
  };
}

/**
 * Mail by SES's first API, one `SendRawEmail` a mail. Envelope sender and recipient are passed explicitly, so no
 * header can add one; tags go as parameters, which SES hands back in each of its events.
 */
import {
  GetSendQuotaCommand,
  type MessageTag,
  type SESClient,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer, MailTags, OutgoingMail, SendQuota, SendResult } from '../../ports/mailer.ts';
import { CALL_MS } from './client.ts';
import { outcomeOf } from './outcome.ts';

/** SES answers one call a second to everything but sending, and its quotas change by the day. */
const QUOTA_AGE_MS = 5 * 60_000;

export type SesMailerDeps = {
  readonly client: Pick<SESClient, 'send'>;
  /** Events are published through it; without one nothing tells of bounces. */
  readonly configurationSet?: string;
  readonly clock: Pick<Clock, 'monotonic'>;
};

export function createSesMailer({ client, configurationSet, clock }: SesMailerDeps): Mailer {
  let known: { readonly at: number; readonly quota: Promise<SendQuota> } | undefined;
  let sentSince = 0;

  async function readQuota(): Promise<SendQuota> {
    const {
      MaxSendRate = 0,
      Max24HourSend = 0,
      SentLast24Hours = 0,
    } = await client.send(new GetSendQuotaCommand({}), { abortSignal: AbortSignal.timeout(CALL_MS) });
    sentSince = 0;
    const daily = Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Max24HourSend;
    return { rate: MaxSendRate, daily, sentLast24Hours: SentLast24Hours };
  }

  return {
    async send(mail) {
      const result = await send(client, mail, configurationSet);
      if (result.kind !== 'refused') sentSince += 1;
      return result;
    },

    async quota() {
      const now = clock.monotonic();
      if (!known || now - known.at >= QUOTA_AGE_MS) known = { at: now, quota: readQuota() };
      const asked = known;
      try {
        const quota = await asked.quota;
        return { ...quota, sentLast24Hours: quota.sentLast24Hours + sentSince };
      } catch (error) {
        // A call that failed is not kept, unless another has begun meanwhile.
        if (known === asked) known = undefined;
        throw error;
      }
    },
  };
}

async function send(
  client: SesMailerDeps['client'],
  { from, to, raw, tags }: OutgoingMail,
  configurationSet: string | undefined,
): Promise<SendResult> {
  const command = new SendRawEmailCommand({
    Source: from,
    Destinations: [to],
    RawMessage: { Data: raw },
    Tags: tagList(tags),
    ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
  });
  try {
    // Ends the call whatever holds it up, the body of the reply included, which the handler's timeout does not watch.
    const { MessageId } = await client.send(command, { abortSignal: AbortSignal.timeout(CALL_MS) });
    if (MessageId) return { kind: 'accepted', messageId: MessageId };
    return { kind: 'unknown', reason: 'SES answered without a message id' };
  } catch (error) {
    return outcomeOf(error);
  }
}

function tagList(tags: MailTags): MessageTag[] {
  return Object.entries(tags).map(([Name, Value]) => ({ Name, Value }));
}

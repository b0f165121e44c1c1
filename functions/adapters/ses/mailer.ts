/**
 * Mail by SES's first API, one `SendRawEmail` a mail. Envelope sender and recipient are passed explicitly, so no
 * header can add one; tags go as parameters, which SES hands back in each of its events.
 */
import { GetSendQuotaCommand, type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer, OutgoingMail, SendQuota, SendResult } from '../../ports/mailer.ts';
import { CALL_MS } from './client.ts';
import { outcomeOf } from './outcome.ts';

/** SES answers one call a second to everything but sending, and its quotas change by the day. */
const QUOTA_AGE_MS = 5 * 60_000;

export type SesMailerDeps = {
  readonly client: Pick<SESClient, 'send'>;
  /** Events are published through it; without one nothing tells of bounces. */
  readonly configurationSet?: string;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** How long one call may take; 10 s by default. */
  readonly callMs?: number;
};

export function createSesMailer(deps: SesMailerDeps): Mailer {
  let known: { readonly at: number; readonly quota: Promise<SendQuota> } | undefined;
  let sentSince = 0;

  return {
    async send(mail) {
      const result = await send(deps, mail);
      if (result.kind !== 'refused') sentSince += 1;
      return result;
    },

    async quota() {
      const now = deps.clock.monotonic();
      if (!known || now - known.at >= QUOTA_AGE_MS) {
        known = { at: now, quota: readQuota(deps) };
        sentSince = 0;
      }
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

async function readQuota({ client, callMs = CALL_MS }: SesMailerDeps): Promise<SendQuota> {
  const answer = await client.send(new GetSendQuotaCommand({}), { abortSignal: AbortSignal.timeout(callMs) });
  const { MaxSendRate, Max24HourSend, SentLast24Hours } = answer;
  if (!MaxSendRate || Max24HourSend === undefined || SentLast24Hours === undefined) {
    throw new Error(`GetSendQuota: expected a rate and two counts, got ${JSON.stringify(answer)}`);
  }
  const daily = Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Max24HourSend;
  return { rate: MaxSendRate, daily, sentLast24Hours: SentLast24Hours };
}

async function send(
  { client, configurationSet, callMs = CALL_MS }: SesMailerDeps,
  { from, to, raw, tags }: OutgoingMail,
): Promise<SendResult> {
  const command = new SendRawEmailCommand({
    Source: from,
    Destinations: [to],
    RawMessage: { Data: raw },
    Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
  });
  try {
    // Ends the call whatever holds it up, the body of the reply included, which the client's timeouts do not watch.
    const { MessageId } = await client.send(command, { abortSignal: AbortSignal.timeout(callMs) });
    if (MessageId) return { kind: 'accepted', messageId: MessageId };
    return { kind: 'unknown', reason: 'SES answered without a message id' };
  } catch (error) {
    return outcomeOf(error);
  }
}

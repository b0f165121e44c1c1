/**
 * The events that SES publishes about a mail, in its JSON: Send for each, then how it ended for each recipient. The
 * message body is what a queue gets from SNS: the event as text in an envelope.
 */
import type { AcceptedMail } from './mail.ts';
import { type Fate, fateOf } from './simulator.ts';

/** An event as it is journaled: the same body each time it is delivered. */
export type PublishedEvent = {
  /** SNS's id of the message. */
  readonly id: string;
  /** JSON, as the queue holds it. */
  readonly body: string;
};

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:local-ses-events';

type Detail = Readonly<Record<string, unknown>>;
type Ending = { readonly eventType: string; readonly key: string; readonly detail: Detail };

export function eventsOf(mail: AcceptedMail): readonly PublishedEvent[] {
  const endings: readonly Ending[] = [
    { eventType: 'Send', key: 'send', detail: {} },
    ...mail.to.flatMap((address) => endingsOf(mail, address, fateOf(address))),
  ];
  const described = describe(mail);
  return endings.map(({ eventType, key, detail }, index) => {
    const id = `${mail.id}-${index}`;
    const event = { eventType, mail: described, [key]: detail };
    const timestamp = iso(mail.at);
    const envelope = { Type: 'Notification', MessageId: id, TopicArn: TOPIC, Timestamp: timestamp };
    return { id, body: JSON.stringify({ ...envelope, Message: JSON.stringify(event) }) };
  });
}

function describe({ id, at, from, to, tags, configurationSet, subject }: AcceptedMail): Detail {
  const ours = Object.fromEntries(tags.map(([name, value]) => [name, [value]]));
  return {
    timestamp: iso(at),
    messageId: id,
    source: from,
    sendingAccountId: '000000000000',
    destination: to,
    headersTruncated: false,
    headers: [],
    commonHeaders: { from: [from], to, messageId: id, subject },
    tags: { 'ses:configuration-set': [configurationSet], ...ours },
  };
}

function endingsOf(mail: AcceptedMail, address: string, fate: Fate): readonly Ending[] {
  const timestamp = iso(mail.at);
  const feedbackId = `${mail.id}-${address}`;
  const delivery: Ending = {
    eventType: 'Delivery',
    key: 'delivery',
    detail: { timestamp, processingTimeMillis: 0, recipients: [address], smtpResponse: '250 2.0.0 OK' },
  };
  const bounce = (bounceType: string, bounceSubType: string, recipient: Detail): Ending => ({
    eventType: 'Bounce',
    key: 'bounce',
    detail: {
      ...{ feedbackId, timestamp, bounceType, bounceSubType },
      bouncedRecipients: [{ emailAddress: address, ...recipient }],
    },
  });
  const failed = { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };
  switch (fate) {
    case 'delivered':
      return [delivery];
    case 'bounced':
      return [bounce('Permanent', 'General', failed)];
    case 'suppressed':
      return [bounce('Permanent', 'Suppressed', failed)];
    case 'away':
      // An out-of-office reply comes as a bounce that failed nothing.
      return [delivery, bounce('Transient', 'General', {})];
    case 'complained':
      return [delivery, complaint(address, feedbackId, timestamp)];
  }
}

function complaint(address: string, feedbackId: string, timestamp: string): Ending {
  const complainedRecipients = [{ emailAddress: address }];
  const detail = { feedbackId, timestamp, complainedRecipients, complaintFeedbackType: 'abuse' };
  return { eventType: 'Complaint', key: 'complaint', detail };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

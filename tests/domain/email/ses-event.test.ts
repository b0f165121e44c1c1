import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSesEvent } from '../../../functions/domain/email/ses-event.ts';

const mail = {
  timestamp: '2026-05-20T12:00:00.000Z',
  messageId: '0100018f-mail',
  source: 'digest@alerts.example.org',
  destination: ['reader@example.com'],
  tags: {
    'ses:configuration-set': ['alerts'],
    sid: ['s1'],
    digest: ['1779278400000-3'],
    attempt: ['1'],
    stream: ['digest'],
  },
};
const tags = { sid: 's1', digest: '1779278400000-3', attempt: '1', stream: 'digest' };
const at = Date.parse(mail.timestamp);
const bounce = {
  bounceType: 'Permanent',
  bounceSubType: 'General',
  bouncedRecipients: [{ emailAddress: 'reader@example.com', action: 'failed', status: '5.1.1' }],
  timestamp: '2026-05-20T12:00:05.000Z',
  feedbackId: '0100018f-feedback',
};

function parse(event: object) {
  return parseSesEvent(JSON.stringify(event));
}

describe('an SES event', () => {
  it('of a send tells when SES took the mail and which mail of ours it was', () => {
    expect(parse({ eventType: 'Send', mail, send: {} })).toEqual({
      kind: 'send',
      at,
      occurredAt: at,
      eventId: 'Send:0100018f-mail',
      messageId: '0100018f-mail',
      tags,
      recipients: ['reader@example.com'],
    });
  });

  it.each(['eventType', 'notificationType'])('of a bounce is read with %s', (field) => {
    expect(parse({ [field]: 'Bounce', mail, bounce })).toMatchObject({
      kind: 'bounce',
      at,
      occurredAt: at + 5_000,
      eventId: '0100018f-feedback',
      recipients: ['reader@example.com'],
      bounce: { type: 'Permanent', subType: 'General', action: 'failed' },
    });
  });

  it('in the envelope of SNS is the same as raw', () => {
    const event = { eventType: 'Bounce', mail, bounce };
    const envelope = { Type: 'Notification', MessageId: 'm', Message: JSON.stringify(event), Extra: 1 };
    expect(parse(envelope)).toEqual(parse(event));
  });

  it('of an out-of-office reply has no action', () => {
    const away = {
      ...bounce,
      bounceType: 'Transient',
      bouncedRecipients: [{ emailAddress: 'reader@example.com' }],
    };
    expect(parse({ eventType: 'Bounce', mail, bounce: away })?.bounce).toEqual({
      type: 'Transient',
      subType: 'General',
    });
  });

  it('of a complaint tells its kind, also when that says not-spam', () => {
    const complaint = {
      complainedRecipients: [{ emailAddress: 'Reader <reader@example.com>' }],
      complaintFeedbackType: 'not-spam',
      feedbackId: 'f',
      timestamp: '2026-05-20T13:00:00Z',
    };
    expect(parse({ eventType: 'Complaint', mail, complaint })).toMatchObject({
      kind: 'complaint',
      recipients: ['reader@example.com'],
      complaint: { feedbackType: 'not-spam' },
    });
  });

  it.each([
    ['Delivery', 'delivery'],
    ['Reject', 'reject'],
    ['Rendering Failure', 'rendering-failure'],
    ['RenderingFailure', 'rendering-failure'],
    ['DeliveryDelay', 'other'],
    ['Open', 'other'],
    ['constructor', 'other'],
  ])('%s is %s', (eventType, kind) => {
    expect(parse({ eventType, mail })?.kind).toBe(kind);
  });

  it('without tags of ours has none', () => {
    expect(parse({ eventType: 'Send', mail: { ...mail, tags: undefined } })?.tags).toEqual({});
  });
});

it.each([
  '',
  'no JSON',
  '[]',
  'null',
  '{}',
  '{"Message":"Successfully validated SNS topic for Amazon SES"}',
  '{"mail":{}}',
])('%j is no event', (text) => expect(parseSesEvent(text)).toBeUndefined());

it('never throws, whatever a message holds', () => {
  const event = fc.record(
    {
      eventType: fc.oneof(fc.constantFrom('Bounce', 'Complaint', 'Send'), fc.jsonValue()),
      mail: fc.oneof(fc.constant(mail), fc.jsonValue()),
      bounce: fc.oneof(fc.constant({ bouncedRecipients: [null, 1, {}] }), fc.jsonValue()),
      complaint: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(fc.property(event, (value) => void parse(value)));
});

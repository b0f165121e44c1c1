/**
 * Reads what SES tells of a mail: event JSON as it comes from SNS (in its envelope) or raw, published through a
 * configuration set (`eventType`) or an identity (`notificationType`). Fields that are unknown are ignored, fields
 * that are missing read as absent; only what is no SES event at all gives `undefined`.
 */
export type SesEventKind =
  | 'send'
  | 'delivery'
  | 'bounce'
  | 'complaint'
  | 'reject'
  | 'rendering-failure'
  | 'other';

export type SesEvent = {
  readonly kind: SesEventKind;
  /** When SES took the mail, ms UTC. */
  readonly at: number;
  /** When what the event tells of happened, ms UTC; as `at` when SES does not say. */
  readonly occurredAt: number;
  /** The same each time the event is delivered. */
  readonly eventId: string;
  /** SES's id of the mail. */
  readonly messageId: string;
  /** Our tags, as they were given with the mail. */
  readonly tags: {
    readonly sid?: string;
    readonly digest?: string;
    readonly attempt?: string;
    readonly stream?: string;
  };
  /** Whom the event is about, as bare addresses: those who bounced or complained, else all of the mail. */
  readonly recipients: readonly string[];
  readonly bounce?: {
    /** `Permanent`, `Transient` or `Undetermined`. */
    readonly type: string;
    readonly subType: string;
    /** Of the first recipient, e.g. `failed`; an out-of-office reply has none. */
    readonly action?: string;
  };
  /** `feedbackType` as in RFC 5965, e.g. `abuse`; `not-spam` is a retraction. */
  readonly complaint?: { readonly feedbackType?: string };
};

type Json = Readonly<Record<string, unknown>>;

/** Kind and key of the part that holds an event's details. "Rendering Failure" comes with its space. */
const KINDS = new Map<string, readonly [SesEventKind, string]>([
  ['Send', ['send', 'send']],
  ['Delivery', ['delivery', 'delivery']],
  ['Bounce', ['bounce', 'bounce']],
  ['Complaint', ['complaint', 'complaint']],
  ['Reject', ['reject', 'reject']],
  ['RenderingFailure', ['rendering-failure', 'failure']],
]);

/** @param text a message's body: an SNS envelope, or the event itself. */
export function parseSesEvent(text: string): SesEvent | undefined {
  const outer = parseObject(text);
  const event = outer && typeof outer.Message === 'string' ? parseObject(outer.Message) : outer;
  const mail = object(event?.mail);
  const at = time(mail?.timestamp);
  const messageId = string(mail?.messageId);
  if (!event || !mail || at === undefined || messageId === undefined) return undefined;

  const name = (string(event.eventType) ?? string(event.notificationType) ?? '').replaceAll(' ', '');
  const [kind, key] = KINDS.get(name) ?? ['other', ''];
  const detail = object(event[key]) ?? {};
  const about = list(detail.bouncedRecipients ?? detail.complainedRecipients).map(object);
  const recipients = about.length > 0 ? about.map((one) => one?.emailAddress) : list(mail.destination);
  return {
    kind,
    at,
    occurredAt: time(detail.timestamp) ?? at,
    eventId: string(detail.feedbackId) ?? `${name}:${messageId}`,
    messageId,
    tags: tagsOf(object(mail.tags)),
    recipients: recipients.flatMap((one) => (typeof one === 'string' ? [bareAddress(one)] : [])),
    ...(kind === 'bounce' && { bounce: bounceOf(detail, about[0]) }),
    ...(kind === 'complaint' && {
      complaint: optional('feedbackType', string(detail.complaintFeedbackType)),
    }),
  };
}

function bounceOf(detail: Json, recipient: Json | undefined): NonNullable<SesEvent['bounce']> {
  return {
    type: string(detail.bounceType) ?? 'Undetermined',
    subType: string(detail.bounceSubType) ?? 'Undetermined',
    ...optional('action', string(recipient?.action)),
  };
}

/** SES gives each tag as a list, because a header may name one several times. */
function tagsOf(tags: Json | undefined): SesEvent['tags'] {
  const first = (name: string) => optional(name, string(list(tags?.[name])[0]));
  return { ...first('sid'), ...first('digest'), ...first('attempt'), ...first('stream') };
}

/** `Reader <reader@example.com>` as `reader@example.com`: notifications quote what stood in the header. */
function bareAddress(text: string): string {
  return /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim();
}

function optional<Name extends string>(name: Name, value: string | undefined): { [_ in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [_ in Name]?: string });
}

function parseObject(text: string): Json | undefined {
  try {
    return object(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function time(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/**
 * SES as the Mailer port shows it, in memory: the same checks, limits and events as the embedded one, and replies that
 * a test can take away.
 */
import { parseSesEvent, type SesEvent } from '../../functions/domain/email/ses-event.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { Mailer, OutgoingMail, SendQuota, SendResult } from '../../functions/ports/mailer.ts';
import { eventsOf } from '../../infra/local/ses/events.ts';
import { SesError } from '../../infra/local/ses/query-protocol.ts';
import { createQuotaMeter, DEFAULT_QUOTA, type Quota, type QuotaMeter } from '../../infra/local/ses/quota.ts';
import { isSimulated } from '../../infra/local/ses/simulator.ts';

export type AcceptedByMemory = OutgoingMail & { readonly messageId: string; readonly at: number };

/** What happens to the next mail instead: `lost` accepts it and loses the reply, `dropped` loses the request. */
type Mishap = 'lost' | 'dropped' | Extract<SendResult, { kind: 'refused' }>;

export class MemoryMailer implements Mailer {
  readonly accepted: AcceptedByMemory[] = [];
  readonly #clock: Pick<Clock, 'now'>;
  readonly #quota: Quota;
  readonly #meter: QuotaMeter;
  readonly #isVerified: (from: string) => boolean;
  readonly #mishaps: Mishap[] = [];
  #events: SesEvent[] = [];

  /** @param options.verified senders that may send; by default everybody. */
  constructor(
    clock: Pick<Clock, 'now'>,
    options: { readonly quota?: Quota; readonly verified?: readonly string[] } = {},
  ) {
    const { quota = DEFAULT_QUOTA, verified } = options;
    this.#clock = clock;
    this.#quota = quota;
    this.#meter = createQuotaMeter(quota, () => clock.now());
    this.#isVerified = (from) => verified?.includes(from) ?? true;
  }

  /** Lets these happen to the next mails, one each. */
  next(...mishaps: readonly Mishap[]): void {
    this.#mishaps.push(...mishaps);
  }

  async send(mail: OutgoingMail): Promise<SendResult> {
    const mishap = this.#mishaps.shift();
    if (mishap === 'dropped') return { kind: 'unknown', reason: 'the request was lost' };
    if (typeof mishap === 'object') return mishap;
    if (!this.#isVerified(mail.from)) {
      return { kind: 'refused', how: 'permanent', reason: `${mail.from} is not verified` };
    }
    try {
      this.#meter.take(isSimulated(mail.to));
    } catch (error) {
      if (!(error instanceof SesError)) throw error;
      return { kind: 'refused', how: /daily/i.test(error.message) ? 'stop' : 'later', reason: error.message };
    }
    const messageId = this.#accept(mail);
    return mishap === 'lost'
      ? { kind: 'unknown', reason: 'the reply was lost' }
      : { kind: 'accepted', messageId };
  }

  async quota(): Promise<SendQuota> {
    const { rate, daily } = this.#quota;
    return {
      rate,
      daily: daily < 0 ? Number.POSITIVE_INFINITY : daily,
      sentLast24Hours: this.#meter.sentLast24Hours(),
    };
  }

  /** What SES has to tell since the last time, as the product reads it. */
  takeEvents(): readonly SesEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #accept(mail: OutgoingMail): string {
    const at = this.#clock.now();
    const messageId = `memory-${this.accepted.length + 1}`;
    this.accepted.push({ ...mail, messageId, at });
    const { from, to, raw, tags } = mail;
    const told = { from, to: [to], tags: Object.entries(tags), subject: '', bytes: raw.length };
    for (const { body } of eventsOf({ id: messageId, at, ...told, configurationSet: 'memory' })) {
      const event = parseSesEvent(body);
      if (!event) throw new Error(`no event: ${body}`);
      this.#events.push(event);
    }
    return messageId;
  }
}

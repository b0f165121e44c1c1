/**
 * SES's two limits, as the account has them: mails a second and mails in 24 hours. Mail to the mailbox simulator
 * counts for the first only.
 */
import { SesError } from './query-protocol.ts';

export type Quota = {
  /** Mails a second. */
  readonly rate: number;
  /** Mails in 24 h; −1 = unlimited. */
  readonly daily: number;
};

/** What SES grants many accounts when they leave the sandbox. */
export const DEFAULT_QUOTA: Quota = { rate: 14, daily: 50_000 };
/** Short bursts over the rate pass: as much as half a second brings, by which our own mails may be late. */
const BURST_S = 0.5;
const DAY_MS = 24 * 60 * 60_000;

export type QuotaMeter = {
  /** Counts one mail. @throws SesError when it would pass a limit. */
  take(isSimulated: boolean): void;
  sentLast24Hours(): number;
};

/** @param past times of earlier mails that count for the day, ms UTC, in their order. */
export function createQuotaMeter(
  { rate, daily }: Quota,
  now: () => number,
  past: readonly number[] = [],
): QuotaMeter {
  const sent = [...past];
  const capacity = Math.ceil(rate * (1 + BURST_S));
  let tokens = capacity;
  let filledAt = now();

  function sentLast24Hours(): number {
    const firstOfDay = sent.findIndex((at) => at > now() - DAY_MS);
    sent.splice(0, firstOfDay < 0 ? sent.length : firstOfDay);
    return sent.length;
  }

  return {
    sentLast24Hours,
    take(isSimulated) {
      if (!isSimulated && daily >= 0 && sentLast24Hours() >= daily) {
        throw new SesError('Throttling', 'Daily message quota exceeded.');
      }
      tokens = Math.min(capacity, tokens + ((now() - filledAt) / 1_000) * rate);
      filledAt = now();
      if (tokens < 1) throw new SesError('Throttling', 'Maximum sending rate exceeded.');
      tokens -= 1;
      if (!isSimulated) sent.push(now());
    },
  };
}

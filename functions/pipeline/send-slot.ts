/**
 * Keeps mail under SES's rate and daily quota. A slot is a moment at which one mail may start; it is used within
 * half a second or lost, because lateness beside other slots breaks the rate.
 */
import type { Clock } from '../ports/clock.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Store } from '../ports/store/index.ts';

/** How late a mail may start after its slot, ms. Lateness of 1.5 s broke the rate bound in simulation. */
export const SLOT_MS = 500;
/** Digests stop at nine tenths of the daily quota; the rest is for confirmations. */
const DIGEST_SHARE = 0.9;
/** A slot farther away than this is left to the next run, ms. */
const LONGEST_WAIT_MS = 10_000;
/** Slots that may come too late in a row before the run gives up. */
const MAX_LATE = 5;

export type SlotDeps = {
  readonly clock: Clock;
  readonly store: Pick<Store, 'sending'>;
  readonly mailer: Pick<Mailer, 'quota'>;
};

/**
 * Waits for the next send slot. @returns its time (ms, wall clock), just begun; undefined when there is none within
 * reach: the quota of the day is used up, or too much mail is waiting.
 */
export async function takeSlot(
  deps: SlotDeps,
  stream: 'digest' | 'transactional',
): Promise<number | undefined> {
  const { clock, store, mailer } = deps;
  const quota = await mailer.quota();
  const daily = stream === 'digest' ? quota.daily * DIGEST_SHARE : quota.daily;
  if (quota.sentLast24Hours >= daily) return undefined;
  const intervalMs = Math.ceil(1_000 / quota.rate);
  for (let late = 0; late < MAX_LATE; late++) {
    const slot = await store.sending.slot({ now: clock.now(), intervalMs, withinMs: LONGEST_WAIT_MS });
    if (slot === undefined) return undefined;
    await clock.sleep(slot - clock.now());
    if (clock.now() <= slot + SLOT_MS) return slot;
  }
  return undefined;
}

/**
 * Hands events to their reader, as a queue would: each at least once, again after a failure, and from the journal at
 * the next start when it never worked. Events of one mail come in their order, those of different mails side by side.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { PublishedEvent } from './events.ts';

/** Takes the body of a queue's message; a rejection brings it again. */
export type EventReader = (body: string) => Promise<unknown> | unknown;

export type Delivery = {
  deliver(events: readonly PublishedEvent[]): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  /** Ends what waits to be tried again, and waits for what runs. */
  close(): Promise<void>;
};

/** 31 s in all. What fails then too stays in the journal. */
const RETRY_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

export type DeliveryDeps = {
  readonly read: EventReader;
  readonly delivered: (eventId: string) => Promise<void>;
  /** Told of an event that failed for the last time before the next start. */
  readonly report: (error: unknown) => void;
  /** Waits between tries; 31 s in all by default. */
  readonly retryAfterMs?: readonly number[];
};

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { read, delivered, report, retryAfterMs = RETRY_AFTER_MS } = deps;
  const closing = new AbortController();
  const running = new Set<Promise<void>>();

  async function one({ id, body }: PublishedEvent): Promise<void> {
    for (const ms of [...retryAfterMs, undefined]) {
      try {
        await read(body);
        return await delivered(id);
      } catch (error) {
        if (closing.signal.aborted) return;
        if (ms === undefined) return report(error);
        // Rejects when closing begins, and only then.
        await wait(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      }
    }
  }

  async function all(events: readonly PublishedEvent[]): Promise<void> {
    // A turn later, so that whoever sent the mail has its reply first.
    await wait(0);
    for (const event of events) {
      if (closing.signal.aborted) return;
      await one(event);
    }
  }

  const settled = async () => {
    while (running.size > 0) await Promise.allSettled(running);
  };
  return {
    settled,
    deliver(events) {
      const work: Promise<void> = all(events).finally(() => running.delete(work));
      running.add(work);
    },
    async close() {
      closing.abort();
      await settled();
    },
  };
}

/**
 * Two writes of one item at a time: DynamoDB refuses one of them when a transaction is involved, without the SDK
 * trying again. We do, a few times.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';

/** Waits 25, 50, … 800 ms, each halved at most by jitter: 1.6 s in all, then the fault is the caller's. */
const ATTEMPTS = 7;
const FIRST_WAIT_MS = 25;

type Waiting = { readonly clock: Clock; readonly random: Random };

export async function retryingConflicts<T>(waiting: Waiting, attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === ATTEMPTS || !isConflict(error)) throw error;
      await backOff(waiting, attempts);
    }
  }
}

/** Sleeps before the attempt after the `attempts`-th. */
export async function backOff({ clock, random }: Waiting, attempts: number): Promise<void> {
  const [byte = 0] = random.bytes(1);
  await clock.sleep(FIRST_WAIT_MS * 2 ** (attempts - 1) * (0.5 + byte / 512));
}

/** A transaction cancelled because a condition did not hold. */
export function isRefusal(error: unknown): boolean {
  return codes(error).includes('ConditionalCheckFailed');
}

function isConflict(error: unknown): boolean {
  if (isRefusal(error)) return false;
  if (codes(error).some((code) => PASSING_CODES.has(code))) return true;
  return error instanceof Error && PASSING_NAMES.has(error.name);
}

const PASSING_NAMES = new Set(['TransactionConflictException', 'TransactionInProgressException']);
const PASSING_CODES = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function codes(error: unknown): string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).flatMap(({ Code }) => Code ?? []);
}

/**
 * One drain of a shard: expedites its due patterns, then looks at each due subscriber, longest overdue first, until
 * time runs out; without send slots it only does what needs no mail. What it does not reach stays due. One subscriber's fault never stops the others.
 */
import { PATTERN_SHARDS } from '../ports/store/due.ts';
import { type Drain, startDrain } from './drain.ts';
import { expedite } from './expedite.ts';
import { type LookDeps, type LookOutcome, look } from './look.ts';

/** Rows read from the due index at once; a drain of 55 s does not reach more at SES's usual rates. */
const SUBSCRIBERS_PER_DRAIN = 1_000;
const PATTERNS_PER_DRAIN = 200;
/** How long a subscriber whose look failed is left alone. */
const FAULT_MS = 5 * 60_000;

export type DigestDeps = LookDeps;
export type DigestReport = {
  readonly expedited: number;
  readonly looked: number;
  readonly outcomes: Readonly<Partial<Record<LookOutcome | 'fault', number>>>;
};

/** @throws AggregateError at the end, when looks failed: the drain's error count is the operator's sign. */
export async function digest(deps: DigestDeps, { shard }: { readonly shard: number }): Promise<DigestReport> {
  const settings = (await deps.store.sending.settings()) ?? { sending: 'off', sendFrom: 0, signUp: 'closed' };
  const until = deps.clock.monotonic() + deps.timing.runMs;
  const expedited = await expediteShard(deps, shard, until);
  const drain = startDrain(deps, settings);
  const sids = await deps.store.due.subscribers(shard, drain.startedAt, SUBSCRIBERS_PER_DRAIN);
  const outcomes: Partial<Record<LookOutcome | 'fault', number>> = {};
  const faults: unknown[] = [];
  let looked = 0;
  for (const sid of sids) {
    if (deps.clock.monotonic() > until) break;
    const outcome = await lookSafely(deps, drain, sid, faults);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    looked += 1;
    if (outcome === 'no-slot' || outcome === 'refused') drain.stopMail();
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${looked} looks failed`);
  return { expedited, looked, outcomes };
}

async function expediteShard(deps: DigestDeps, shard: number, until: number): Promise<number> {
  if (shard >= PATTERN_SHARDS) return 0;
  let pulled = 0;
  for (const pattern of await deps.store.due.patterns(shard, deps.clock.now(), PATTERNS_PER_DRAIN)) {
    pulled += await expedite(deps, pattern, until);
  }
  return pulled;
}

/** A fault backs the row's own due time off, unless the look had moved it already (then its claim does). */
async function lookSafely(
  deps: DigestDeps,
  drain: Drain,
  sid: string,
  faults: unknown[],
): Promise<LookOutcome | 'fault'> {
  try {
    return await look(deps, drain, sid);
  } catch (fault) {
    faults.push(fault);
  }
  try {
    await backOff(deps, sid);
  } catch (fault) {
    faults.push(fault);
  }
  return 'fault';
}

async function backOff({ clock, store }: DigestDeps, sid: string): Promise<void> {
  const row = await store.subscribers.get(sid);
  if (row && row.due <= clock.now()) await store.subscribers.postpone(sid, row.ver, clock.now() + FAULT_MS);
}

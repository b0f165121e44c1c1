/**
 * One look at one due subscriber: end what was left, resolve an open digest, or gather the matches of the lanes that
 * are due, freeze them and send. Nothing new moves the lanes and mails nothing.
 */
import { assemble } from '../domain/digest/assemble.ts';
import {
  type Digest,
  type DigestEntry,
  MAX_DIGEST_ENTRIES,
  type ServedLane,
} from '../domain/digest/digest.ts';
import { afterLook, lanesDue, rulesServed } from '../domain/digest/lanes.ts';
import type { Cadence } from '../domain/subscriber/subscriber.ts';
import type { Store } from '../ports/store/index.ts';
import type { SubscriberWithRules } from '../ports/store/subscribers.ts';
import type { Drain } from './drain.ts';
import { type EndOutcome, endStepByStep } from './end-subscriber.ts';
import { type SendDeps, type SendOutcome, sendDigest } from './send-digest.ts';
import { resolveStuck, type StuckOutcome } from './stuck-digest.ts';

/** Another writer's change between our read and our write: look again. */
const MAX_LOOKS = 4;

export type LookDeps = SendDeps & { readonly store: Store };
export type LookOutcome =
  | 'absent'
  | 'not-due'
  | 'off'
  | 'nothing-new'
  | EndOutcome
  | SendOutcome
  | StuckOutcome;

export async function look(deps: LookDeps, drain: Drain, sid: string): Promise<LookOutcome> {
  let outcome: LookOutcome = 'lost';
  for (let attempt = 0; attempt < MAX_LOOKS && outcome === 'lost'; attempt++) {
    const loaded = await deps.store.subscribers.load(sid);
    outcome = loaded ? await lookOnce(deps, drain, loaded) : 'absent';
  }
  return outcome;
}

async function lookOnce(deps: LookDeps, drain: Drain, loaded: SubscriberWithRules): Promise<LookOutcome> {
  const { subscriber } = loaded;
  if (subscriber.due > deps.clock.now()) return 'not-due';
  if (subscriber.state !== 'active') return endStepByStep(deps, loaded);
  if (!drain.mayMail) return 'off';
  if (subscriber.open) return resolveStuck(deps, loaded);

  const found = await gather(deps, drain, loaded);
  if (found.entries.length === 0) {
    const { newer, lanes: served } = found;
    const after = afterLook(loaded, {
      served,
      now: deps.clock.now(),
      mailed: false,
      ...(newer !== undefined && { newer }),
      timing: deps.timing,
    });
    return (await deps.store.subscribers.advance(subscriber, after)) === 'advanced' ? 'nothing-new' : 'lost';
  }
  const digest = await deps.store.digests.freeze(await digestOf(deps, drain, loaded, found));
  return sendDigest(deps, subscriber, digest);
}

type Found = {
  readonly entries: readonly DigestEntry[];
  readonly lanes: readonly ServedLane[];
  readonly newer?: number;
};

async function gather(deps: LookDeps, drain: Drain, loaded: SubscriberWithRules): Promise<Found> {
  const { subscriber } = loaded;
  const cadences = lanesDue(subscriber, deps.clock.now());
  const { overlapMs } = deps.timing;
  const { sendFrom } = drain.settings;
  const wanted = rulesServed(loaded, cadences, { to: drain.windowEnd, overlapMs, sendFrom });
  const read = await Promise.all(
    wanted.map(
      async ({ rule, window }) => [rule.pattern, await drain.rows(rule.pattern, window.from)] as const,
    ),
  );
  const rows = new Map(read.map(([pattern, found]) => [pattern, found.rows]));
  const to = Math.min(drain.windowEnd, ...read.map(([, found]) => found.upTo));
  const served = wanted.map(({ rule, window }) => ({
    rule,
    window: { ...window, to: Math.min(window.to, to) },
  }));
  const any = served.some(({ rule, window }) => rows.get(rule.pattern)?.some(({ at }) => at > window.from));
  const sent = any ? await deps.store.digests.sent(subscriber.sid, drain.startedAt) : new Set<string>();
  const entries = assemble(served, (pattern) => rows.get(pattern) ?? [], sent);
  const newer = oldestAfter(loaded, rows, drain.windowEnd);
  return {
    ...withinCap(entries, subscriber.lanes, cadences, to, to < drain.windowEnd),
    ...(newer !== undefined && { newer }),
  };
}

/** Keeps a digest within MAX_DIGEST_ENTRIES: the oldest go first, and the window ends where they end. */
function withinCap(
  entries: readonly DigestEntry[],
  lanes: SubscriberWithRules['subscriber']['lanes'],
  cadences: readonly Cadence[],
  to: number,
  cut: boolean,
): { readonly entries: readonly DigestEntry[]; readonly lanes: readonly ServedLane[] } {
  const last = entries.at(-MAX_DIGEST_ENTRIES);
  const full = last !== undefined && entries.length > MAX_DIGEST_ENTRIES;
  const end = full ? last.at : to;
  return {
    entries: full ? entries.filter((entry) => entry.at <= end) : entries,
    lanes: cadences.map((cadence) => ({
      cadence,
      window: { from: Math.min(lanes[cadence]?.cursor ?? end, end), to: end },
      ...((full || cut) && { more: true as const }),
    })),
  };
}

/** Store time of the oldest match of an immediate rule that has not settled yet. */
function oldestAfter(
  { rules }: SubscriberWithRules,
  rows: ReadonlyMap<string, readonly { readonly at: number }[]>,
  windowEnd: number,
): number | undefined {
  const times = rules
    .filter((rule) => rule.lane === 'immediate' && rule.end === undefined)
    .flatMap((rule) => rows.get(rule.pattern)?.find(({ at }) => at > windowEnd)?.at ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

async function digestOf(
  deps: LookDeps,
  drain: Drain,
  { subscriber }: SubscriberWithRules,
  found: Found,
): Promise<Digest> {
  const from = Math.min(...found.lanes.map(({ window }) => window.from));
  return {
    sid: subscriber.sid,
    id: `${String(subscriber.due).padStart(13, '0')}-${subscriber.ver}`,
    version: 1,
    madeAt: deps.clock.now(),
    zone: subscriber.settings.zone,
    lanes: found.lanes,
    entries: found.entries,
    coverage: await drain.coverage(from),
    missed: subscriber.missed,
  };
}

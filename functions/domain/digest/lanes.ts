/**
 * Which lanes a look serves, what window each rule has in it, and where cursors and due times go afterwards. Cursors
 * never move backwards; an ended rule is deleted only once its lane's cursor has passed its end.
 */
import { nextDue } from '../schedule/next-due.ts';
import type { Cadence, Lane, Subscriber, SubscriberRule } from '../subscriber/subscriber.ts';
import { CADENCES } from '../subscriber/subscriber.ts';
import type { ServedRule } from './assemble.ts';
import type { ServedLane } from './digest.ts';

export type LaneTiming = {
  readonly overlapMs: number;
  readonly coalesceMs: number;
  readonly settleMs: number;
};

/** Cadences whose lane is due at `now`. */
export function lanesDue(subscriber: Subscriber, now: number): readonly Cadence[] {
  return CADENCES.filter((cadence) => (subscriber.lanes[cadence]?.next ?? Number.POSITIVE_INFINITY) <= now);
}

/**
 * The rules of the lanes served, each with its window `(max(cursor − overlap, rule start, sendFrom), min(to, rule end)]`.
 * Rules whose window is empty are left out.
 */
export function rulesServed(
  { subscriber, rules }: { readonly subscriber: Subscriber; readonly rules: readonly SubscriberRule[] },
  cadences: readonly Cadence[],
  { to, overlapMs, sendFrom }: { readonly to: number; readonly overlapMs: number; readonly sendFrom: number },
): readonly ServedRule[] {
  return rules.flatMap((rule) => {
    const lane = cadences.includes(rule.lane) ? subscriber.lanes[rule.lane] : undefined;
    if (!lane) return [];
    const from = Math.max(lane.cursor - overlapMs, rule.start, sendFrom);
    const end = Math.min(to, rule.end ?? to);
    return end > from ? [{ rule, window: { from, to: end } }] : [];
  });
}

export type AfterLook = {
  readonly served: readonly ServedLane[];
  readonly now: number;
  /** A mail went out: an immediate lane's next look is one coalescing delay later. */
  readonly mailed: boolean;
  /** Store time of the oldest match newer than the window, if any: an immediate lane looks again once it settled. */
  readonly newer?: number;
  readonly timing: LaneTiming;
};

/** Lanes, due time and rules to delete after a look or a finalised digest. */
export function afterLook(
  { subscriber, rules }: { readonly subscriber: Subscriber; readonly rules: readonly SubscriberRule[] },
  look: AfterLook,
): { readonly lanes: Subscriber['lanes']; readonly due: number; readonly endedRules: readonly string[] } {
  const moved: Partial<Record<Cadence, Lane>> = { ...subscriber.lanes };
  for (const { cadence, window, more } of look.served) {
    const lane = subscriber.lanes[cadence];
    if (!lane) continue;
    const pulled = unreached(lane, window.to, look.timing.settleMs);
    const regular = more ? look.now : nextLook(cadence, subscriber, look);
    const next = pulled === undefined ? regular : Math.min(regular, Math.max(pulled, look.now));
    const cursor = Math.max(lane.cursor, window.to);
    moved[cadence] = { cursor, next, ...(pulled !== undefined && { pulled }) };
  }
  const passed = (rule: SubscriberRule) =>
    rule.end !== undefined && (moved[rule.lane]?.cursor ?? Number.POSITIVE_INFINITY) >= rule.end;
  const endedRules = rules.filter(passed).map((rule) => rule.id);
  const kept = new Set<Cadence>([subscriber.settings.cadence]);
  for (const rule of rules) if (!passed(rule)) kept.add(rule.lane);
  const lanes = Object.fromEntries(Object.entries(moved).filter(([cadence]) => kept.has(cadence as Cadence)));
  const due = Math.min(...Object.values(lanes).map((lane) => lane.next));
  return {
    lanes,
    due: Number.isFinite(due) ? due : nextLook(subscriber.settings.cadence, subscriber, look),
    endedRules,
  };
}

/** The lane's latest pull, while its match lies beyond the window's end. */
function unreached({ pulled }: Lane, to: number, settleMs: number): number | undefined {
  return pulled !== undefined && pulled - settleMs > to ? pulled : undefined;
}

function nextLook(
  cadence: Cadence,
  { settings }: Subscriber,
  { now, mailed, newer, timing }: AfterLook,
): number {
  const regular = nextDue(cadence, settings, now);
  if (cadence !== 'immediate') return regular;
  return Math.min(
    regular,
    mailed ? now + timing.coalesceMs : regular,
    newer === undefined ? regular : Math.max(newer + timing.settleMs, now),
  );
}

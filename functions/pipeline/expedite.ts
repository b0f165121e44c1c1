/**
 * Brings immediate matches forward: every immediate subscriber of a marked pattern is pulled to the moment when its
 * newest match has settled. The mark is cleared last, and only if no match came meanwhile, so that a run that dies
 * anywhere is simply done again.
 */
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';
import type { PatternMark } from '../ports/store/patterns.ts';
import type { Timing } from './timing.ts';

/** Rounds for one pattern in one run; a pattern that keeps matching is due again at the next tick anyway. */
const MAX_ROUNDS = 3;

export type ExpediteDeps = {
  readonly clock: Clock;
  readonly store: Pick<Store, 'patterns' | 'subscribers'>;
  readonly timing: Pick<Timing, 'settleMs'>;
};

/** @returns How many subscribers were pulled. @param until Monotonic ms after which no new page is begun. */
export async function expedite(deps: ExpediteDeps, pattern: string, until: number): Promise<number> {
  let pulled = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const mark = await deps.store.patterns.marked(pattern);
    if (!mark) break;
    const pulls = await pullAll(deps, mark, until);
    if (pulls === undefined) break;
    pulled += pulls;
    if ((await deps.store.patterns.clear(mark)) === 'cleared') break;
  }
  return pulled;
}

/** Undefined when time ran out: the mark stays, and the next run begins again. */
async function pullAll(deps: ExpediteDeps, mark: PatternMark, until: number): Promise<number | undefined> {
  const { clock, store, timing } = deps;
  let pulled = 0;
  let after: string | undefined;
  let last: string | undefined;
  do {
    if (clock.monotonic() > until) return undefined;
    const page = await store.patterns.immediate(mark.pattern, after);
    for (const { sid } of page.rows) {
      if (sid === last) continue;
      last = sid;
      const outcome = await store.subscribers.pull(sid, mark.last + timing.settleMs);
      if (outcome !== 'left') pulled += 1;
    }
    after = page.next;
  } while (after !== undefined);
  return pulled;
}

/**
 * The pattern index kept equal to the Pattern rows. One object a process, given to `poll` by its deps: it loads every
 * pattern once, then reads only what changed. A document may be matched only with an index read after the
 * document's response arrived, so a rule that a person confirmed before then is never missed.
 */
import type { Matcher } from '../domain/matcher/matcher.ts';
import type { Clock } from '../ports/clock.ts';
import type { PatternRow, PatternStore } from '../ports/store/patterns.ts';

/** How far each read reaches back before the one before: covers clocks apart and writes that commit late. */
const READ_OVERLAP_MS = 5 * 60_000;

export interface FreshIndex {
  /** The matcher, read from the store after `instant` (ms, wall clock). Concurrent callers share one read. */
  asOf(instant: number): Promise<Matcher>;
}

export function createFreshIndex(deps: {
  readonly clock: Clock;
  readonly patterns: Pick<PatternStore, 'all' | 'changedSince'>;
  readonly matcher: Matcher;
}): FreshIndex {
  const { clock, patterns, matcher } = deps;
  let readAt: number | undefined;
  let reading: { readonly startedAt: number; readonly done: Promise<void> } | undefined;

  async function read(startedAt: number): Promise<void> {
    const rows =
      readAt === undefined ? await patterns.all() : await patterns.changedSince(readAt - READ_OVERLAP_MS);
    for (const row of rows) update(matcher, row);
    readAt = startedAt;
  }

  return {
    async asOf(instant) {
      while (readAt === undefined || readAt <= instant) {
        if (!reading) {
          const startedAt = clock.now();
          const done = read(startedAt).finally(() => {
            reading = undefined;
          });
          reading = { startedAt, done };
          await done;
          if (startedAt >= instant) break;
        } else {
          await reading.done;
        }
      }
      return matcher;
    },
  };
}

function update(matcher: Matcher, row: PatternRow): void {
  if (row.rules > 0) matcher.add({ id: row.pattern, canonical: row.canonical });
  else matcher.remove(row.pattern);
}

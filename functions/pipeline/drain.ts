/**
 * What the looks of one drain share: a common end of window, the match rows of each pattern read once, the groups'
 * coverage, and the time at which the drain takes no new work. Lives as long as one run of `digest`.
 */
import { type Coverage, MAX_DIGEST_ENTRIES } from '../domain/digest/digest.ts';
import { articlesSince } from '../domain/feed/counters.ts';
import type { Group } from '../domain/feed/group.ts';
import type { MatchRow } from '../domain/matcher/match-row.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';
import type { ServiceSettings } from '../ports/store/sending.ts';
import type { Timing } from './timing.ts';

/**
 * Rows of one pattern that one window reads. A month's collection is full at about 160,000 rows a day, 6,700 an
 * hour, so a window of this size always reaches past the hour of overlap and the cursor moves.
 */
const MAX_ROWS = 20 * MAX_DIGEST_ENTRIES;

export type Rows = {
  readonly rows: readonly MatchRow[];
  /** Rows exist up to here, ms; earlier than the drain's start when MAX_ROWS cut the list. */
  readonly upTo: number;
};

export interface Drain {
  readonly startedAt: number;
  /** Common end of all windows: rows older than the settle time only. */
  readonly windowEnd: number;
  /** Monotonic ms. */
  readonly until: number;
  readonly settings: ServiceSettings;
  /** False when the operator turned sending off, or the run found no send slot or was refused one. */
  readonly mayMail: boolean;
  /** No further mail in this run; what is due stays due. */
  stopMail(): void;
  /** Rows of a pattern stored after `from`, newer ones than `windowEnd` included, oldest first. */
  rows(pattern: string, from: number): Promise<Rows>;
  coverage(from: number): Promise<Coverage>;
}

export type DrainDeps = {
  readonly clock: Clock;
  readonly store: Pick<Store, 'matches' | 'groups' | 'feeds'>;
  readonly timing: Pick<Timing, 'settleMs' | 'runMs'>;
};

export function startDrain({ clock, store, timing }: DrainDeps, settings: ServiceSettings): Drain {
  const startedAt = clock.now();
  const read = new Map<string, { readonly from: number; readonly found: Promise<Rows> }>();
  let groups: Promise<readonly Group[]> | undefined;
  let mayMail = settings.sending === 'on';

  async function readRows(pattern: string, from: number): Promise<Rows> {
    const rows = await store.matches.between(pattern, from, startedAt, MAX_ROWS);
    return { rows, upTo: rows.length === MAX_ROWS ? (rows.at(-1)?.at ?? startedAt) : startedAt };
  }

  return {
    startedAt,
    windowEnd: startedAt - timing.settleMs,
    until: clock.monotonic() + timing.runMs,
    settings,
    get mayMail() {
      return mayMail;
    },
    stopMail() {
      mayMail = false;
    },
    rows(pattern, from) {
      const known = read.get(pattern);
      if (known && known.from <= from) return known.found;
      const found = readRows(pattern, from);
      read.set(pattern, { from, found });
      return found;
    },
    async coverage(from) {
      groups ??= store.groups.list();
      return coverageOf(await groups, from, store.feeds);
    },
  };
}

/** A feed never yet read is the operator's matter, not the subscriber's: it counts, but is not named. */
async function coverageOf(groups: readonly Group[], from: number, feeds: Store['feeds']): Promise<Coverage> {
  const failingSince = new Map<string, number>();
  for (const group of groups) {
    for (const fid of group.members) {
      const times = group.times[fid];
      if (times?.failingSince !== undefined && times.lastSuccess !== undefined)
        failingSince.set(fid, times.failingSince);
    }
  }
  const failing = failingSince.size === 0 ? [] : await feeds.getMany([...failingSince.keys()]);
  return {
    articles: groups.reduce((sum, group) => sum + articlesSince(group.counters, from), 0),
    feeds: groups.reduce((sum, group) => sum + group.members.length, 0),
    failing: failing
      .map((feed) => ({ title: feed.title, since: failingSince.get(feed.fid) ?? from }))
      .sort((a, b) => a.since - b.since || a.title.localeCompare(b.title)),
  };
}

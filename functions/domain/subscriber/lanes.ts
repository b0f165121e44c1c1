/**
 * The lanes of a subscriber when settings change: which there are, and when each is looked at next. Cursors are never
 * moved here, and a look that is due already is never put off.
 */
import { nextDue } from '../schedule/next-due.ts';
import type { Cadence, Lane, Lanes, Settings, Subscriber } from './subscriber.ts';

/**
 * Lanes under `settings`, with the settings' own among them. A lane that comes newly begins at `now`. The lane of an
 * earlier cadence stays for the rules that ended in it; its rest comes with the first mail of the new one.
 */
export function lanesUnder(
  settings: Settings,
  before: Pick<Subscriber, 'lanes' | 'settings'> | undefined,
  now: number,
): Lanes {
  const { cadence } = settings;
  const lanes: Partial<Record<Cadence, Lane>> = {};
  for (const [name, lane] of entries(before?.lanes ?? {})) {
    const moves = lane.next > now && before && isMoved(name, before.settings, settings);
    lanes[name] = moves ? { ...lane, next: nextDue(name, settings, now) } : lane;
  }
  const own = lanes[cadence] ?? { cursor: now, next: nextDue(cadence, settings, now) };
  for (const [name, lane] of entries(lanes)) {
    lanes[name] = { ...lane, next: Math.min(lane.next, own.next) };
  }
  return { ...lanes, [cadence]: own };
}

/** The next look: the earliest lane's, or as it stands while a digest is open, whose grace it then is. */
export function dueOf(subscriber: Pick<Subscriber, 'lanes' | 'open' | 'due'>): number {
  if (subscriber.open) return subscriber.due;
  return Math.min(...entries(subscriber.lanes).map(([, lane]) => lane.next));
}

/** Whether a lane's hours changed. The others' next look may have been pulled forward and stays. */
function isMoved(cadence: Cadence, from: Settings, to: Settings): boolean {
  if (cadence !== 'daily' && cadence !== 'weekly') return false;
  const newDay = cadence === 'weekly' && from.weekday !== to.weekday;
  return newDay || from.hour !== to.hour || from.zone !== to.zone;
}

function entries(lanes: Lanes): [Cadence, Lane][] {
  return Object.entries(lanes) as [Cadence, Lane][];
}

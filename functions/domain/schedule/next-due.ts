/**
 * When a lane is looked at next. Daily and weekly lanes run once per local calendar date, at the first instant at
 * which the wall clock shows the wanted hour or a later one: an hour that the clocks skip moves forward, an hour
 * that they repeat counts once. "+24 h" would be wrong at every change of the clocks.
 */
import type { Cadence, Settings } from '../subscriber/subscriber.ts';
import { isZone, wallClock } from './wall-clock.ts';

export { isZone };

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The first due time after `after`, ms UTC. An immediate lane looks every hour even if nobody pulls it; an hourly
 * one at each full hour of UTC.
 * @throws RangeError when the zone is unknown.
 */
export function nextDue(
  cadence: Cadence,
  settings: Pick<Settings, 'hour' | 'weekday' | 'zone'>,
  after: number,
): number {
  switch (cadence) {
    case 'immediate':
      return after + HOUR;
    case 'hourly':
      return (Math.floor(after / HOUR) + 1) * HOUR;
    case 'daily':
      return nextOnDates(settings, after, () => true);
    case 'weekly':
      return nextOnDates(settings, after, (date) => isoWeekday(date) === settings.weekday);
  }
}

/** Walks the local dates from today on. Ends: of any eight dates in a row at most one is skipped by a zone. */
function nextOnDates(
  { hour, zone }: Pick<Settings, 'hour' | 'zone'>,
  after: number,
  wanted: (date: number) => boolean,
): number {
  for (let date = dateOf(wallClock(zone, after)); ; date += DAY) {
    if (!wanted(date)) continue;
    const due = firstInstantAt(zone, date + hour * HOUR);
    if (due > after && exists(zone, date)) return due;
  }
}

/** The first instant at which the wall clock of the zone shows `local` or later. */
function firstInstantAt(zone: string, local: number): number {
  // Offsets lie between -12 h and +14 h, so a day before and after are surely on either side of the instant.
  const before = offsetAt(zone, local - DAY);
  const later = offsetAt(zone, local + DAY);
  for (const offset of [before, later]) {
    if (wallClock(zone, local - offset) === local) return local - offset;
  }
  return changeWithin(zone, local - later, local - before, later);
}

/** The instant at which the zone changes to `offset`, by halving: earlier than `from` it was another, at `to` it is so. */
function changeWithin(zone: string, from: number, to: number, offset: number): number {
  let [low, high] = [from, to];
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (offsetAt(zone, middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

/** False for a date that a zone left out, as Apia did with 30 December 2011. */
function exists(zone: string, date: number): boolean {
  return dateOf(wallClock(zone, firstInstantAt(zone, date))) === date;
}

function offsetAt(zone: string, at: number): number {
  return wallClock(zone, at) - at;
}

function dateOf(local: number): number {
  return Math.floor(local / DAY) * DAY;
}

/** 1 Monday … 7 Sunday. Day 0 of the epoch was a Thursday. */
function isoWeekday(date: number): number {
  return ((date / DAY + 3) % 7) + 1;
}

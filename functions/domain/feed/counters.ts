/**
 * Counts of a group over time. Only running totals are kept, with marks of what the total was when each hour and day
 * began, so that any window's number is one subtraction and the row stays small.
 */
import type { GroupCounters } from './group.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Marks kept: a day by the hour, 35 days by the day, which is as long as matches are kept. */
const HOURS = 24;
const DAYS = 35;

/** The counters after a run at `now` that brought `articles` and `matches`. */
export function count(
  counters: GroupCounters,
  now: number,
  articles: number,
  matches: number,
): GroupCounters {
  const hour = Math.floor(now / HOUR);
  const day = Math.floor(now / DAY);
  const before = { articles: counters.articles };
  const hours =
    counters.hours.at(-1)?.hour === hour ? counters.hours : [...counters.hours, { hour, ...before }];
  const days = counters.days.at(-1)?.day === day ? counters.days : [...counters.days, { day, ...before }];
  return {
    articles: counters.articles + articles,
    matches: counters.matches + matches,
    hours: hours.slice(-HOURS),
    days: days.slice(-DAYS),
  };
}

/**
 * Articles counted since `from`, ms UTC: to the hour within the last day, to the day before that, rounded so that
 * the number is never too small.
 */
export function articlesSince(counters: GroupCounters, from: number): number {
  const [firstHour] = counters.hours;
  if (firstHour && firstHour.hour * HOUR <= from) {
    return counters.articles - (counters.hours.findLast(({ hour }) => hour * HOUR <= from)?.articles ?? 0);
  }
  return counters.articles - (counters.days.findLast(({ day }) => day * DAY <= from)?.articles ?? 0);
}

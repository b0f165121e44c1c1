/**
 * Every English word of the mails. Short sentences in the reader's words; numbers, lists, dates and durations as an
 * English reader writes them. Another language is another file with these names.
 */
import { wallClock } from '../schedule/wall-clock.ts';
import type { Cadence, Settings } from '../subscriber/subscriber.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
/** Where a rule's words stood. Summary and body are one text to a reader. */
const PLACES = new Map([
  ['title', 'the headline'],
  ['summary', 'the text'],
  ['body', 'the text'],
  ['caption', 'a caption'],
  ['author', 'the author’s name'],
  ['source', 'the publisher’s name'],
  ['url', 'the link'],
  ['tag', 'the topics'],
  ['lang', 'the language'],
]);

export const lang = 'en';

/** `1,932 articles`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listOf(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `08:05`. */
function hours(local: number): string {
  return new Date(local).toISOString().slice(11, 16);
}

/** `19 May`, with the year when that is another than the reference's. */
function date(local: number, reference: number): string {
  const [day, other] = [new Date(local), new Date(reference)];
  const year = day.getUTCFullYear() === other.getUTCFullYear() ? '' : ` ${day.getUTCFullYear()}`;
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}${year}`;
}

function weekdayAndDate(local: number, reference: number): string {
  return `${WEEKDAYS[new Date(local).getUTCDay()]} ${date(local, reference)}`;
}

/** `20:12` on the day of the reference, `18 May, 20:12` on another. */
export function shortTime(zone: string, at: number, reference: number): string {
  const [local, other] = [wallClock(zone, at), wallClock(zone, reference)];
  const sameDay = Math.floor(local / DAY) === Math.floor(other / DAY);
  return sameDay ? hours(local) : `${date(local, other)}, ${hours(local)}`;
}

/** `Wednesday 19 May, 20:00`. */
export function longTime(zone: string, at: number): string {
  const local = wallClock(zone, at);
  return `${weekdayAndDate(local, local)}, ${hours(local)}`;
}

/** `Reykjavik time`; a zone that is no place, such as UTC, by its own name. */
export function zoneName(zone: string): string {
  const isPlace = zone.includes('/') && !zone.startsWith('Etc/');
  return isPlace
    ? `${zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')} time`
    : zone.replace('Etc/', '');
}

/** `Wednesday 19 May, 20:00 to 21:00, Reykjavik time`. A window within one minute is a moment. */
export function windowText(zone: string, from: number, to: number): string {
  const [start, end] = [wallClock(zone, from), wallClock(zone, to)];
  const sameMinute = Math.floor(start / MINUTE) === Math.floor(end / MINUTE);
  const sameDay = Math.floor(start / DAY) === Math.floor(end / DAY);
  const until = sameDay ? hours(end) : `${weekdayAndDate(end, end)}, ${hours(end)}`;
  return `${weekdayAndDate(start, end)}, ${hours(start)}${sameMinute ? '' : ` to ${until}`}, ${zoneName(zone)}`;
}

/** `6 minutes`, in the largest unit of which there are two, except for one hour or day. */
export function duration(ms: number): string {
  if (ms < HOUR) return count(Math.round(ms / MINUTE), 'minute');
  if (ms < 2 * DAY) return count(Math.round(ms / HOUR), 'hour');
  return count(Math.round(ms / DAY), 'day');
}

/** A rule inside a sentence: quoted when it is more than a word. */
export function ruleName(rule: string): string {
  const phrase = /^"([^"]+)"$/.exec(rule)?.[1];
  return /\s/.test(rule) ? `“${phrase ?? rule}”` : rule;
}

/** `in the headline and the text`; empty for no place that has a name. */
export function places(fields: readonly string[]): string {
  const names = [...new Set(fields.flatMap((field) => PLACES.get(field) ?? []))];
  return names.length === 0 ? '' : `in ${listOf(names)}`;
}

/** What stands behind the rules of an entry that matched in the same places. */
export function whereMatched(rules: readonly string[], place: string): string {
  const quantity = rules.length === 2 ? 'both' : 'all';
  const words = rules.every((rule) => /^[\p{L}\p{M}\p{N}]+$/u.test(rule)) ? ' words' : '';
  return rules.length < 2 || place === '' ? place : `${quantity}${words}, ${place}`;
}

/** `as soon as they appear`: what was agreed on, behind the names of rules. */
export function asked(cadences: readonly Cadence[], rules: number): string {
  const phrases: Readonly<Record<Cadence, string>> = {
    immediate: `as soon as ${rules === 1 ? 'it appears' : 'they appear'}`,
    hourly: 'every hour',
    daily: 'every day',
    weekly: 'every week',
  };
  return listOf(cadences.map((cadence) => phrases[cadence]));
}

/** `every day at 08:00, Reykjavik time`. */
export function schedule({ cadence, hour, weekday, zone }: Settings): string {
  const at = `at ${String(hour).padStart(2, '0')}:00, ${zoneName(zone)}`;
  switch (cadence) {
    case 'immediate':
      return 'as soon as something appears';
    case 'hourly':
      return 'every hour';
    case 'daily':
      return `every day ${at}`;
    case 'weekly':
      return `every ${WEEKDAYS[weekday % 7]} ${at}`;
  }
}

export const digestTexts = {
  manage: 'Manage',
  unsubscribe: 'Unsubscribe',
  readOnWeb: 'Read on the web',
  heading: (articles: number, rules: string) => `${articles.toLocaleString('en-GB')} new for ${rules}`,
  subject: (heading: string, headline: string) => `${heading}: ${headline}`,
  window: (window: string, articles: number) => (articles > 1 ? `${window}. Newest first.` : window),
  perRule: (rule: string, articles: number) => `${rule}: ${articles.toLocaleString('en-GB')}`,
  moreRules: (n: number) => count(n, 'more rule'),
  preheader: (window: string, checked: string) => `${window}. ${checked}`,
  seen: (time: string) => `seen ${time}`,
  seenLate: (after: string) => `seen ${after} after publication`,
  byEdit: 'first matched after an edit',
  late: 'late: its feed could not be read before',
  missedOne: 'An earlier digest may not have reached you:',
  missedMany: 'Earlier digests may not have reached you:',
  anEarlierOne: 'an earlier digest',
  checked: (articles: number, read: number, feeds: number) =>
    `Checked ${count(articles, 'article')} from ${read < feeds ? `${read.toLocaleString('en-GB')} of ` : ''}${count(feeds, 'feed')}.`,
  notReadSince: (time: string, feeds: string) => `Not read since ${time}: ${feeds}.`,
  moreFeeds: (n: number) => `${n.toLocaleString('en-GB')} more`,
  comesLater: 'What they publish meanwhile comes in a later digest, marked late.',
  more: (n: number) => `And ${n.toLocaleString('en-GB')} more on the web`,
  reason: (rules: string, when: string) => `You get this because you asked for ${rules} ${when}.`,
} as const;

export const confirmationTexts = {
  subject: (name: string) => `Confirm your ${name} subscription`,
  heading: 'Not subscribed yet',
  lead: (name: string, rules: number, when: string) =>
    `Somebody, most likely you, entered this address at ${name}: ${count(rules, 'rule')}, ${when}. Nothing is sent before you confirm.`,
  action: 'Confirm the subscription',
  codeLead: 'If the page asks for a code, it is',
  expiry: 'Link and code work for 7 days.',
  notYou: 'Was it not you? Then do nothing. Without a confirmation nothing more comes.',
} as const;

export const manageTexts = {
  subject: (name: string) => `Your ${name} rules`,
  heading: 'Change what you get',
  lead: 'With this link you add, change and end rules, and set when mail comes.',
  action: 'Open my rules',
  expiry: 'It works for 30 minutes. Keep it to yourself: whoever has it can change your rules.',
  notYou: 'Did you not ask for it? Then do nothing. Nothing has changed.',
} as const;

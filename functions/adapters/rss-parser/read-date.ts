/**
 * Dates as feeds write them → ms UTC. RFC 822 and its relatives, W3C date and time (ISO 8601), and the order of ctime.
 * What cannot be read, or names a zone that nobody knows, is absent rather than wrong; a date without a zone is UTC.
 * Nothing depends on the machine's zone or language.
 */

import { monthOf } from './month-names.ts';

/** Hours east of UTC (RFC 822 §5.1, and what feeds write besides). `CST` and `IST` are read as most feeds mean them. */
const ZONES: Readonly<Record<string, number>> = {
  ...{
    ut: 0,
    utc: 0,
    gmt: 0,
    z: 0,
    wet: 0,
    west: 1,
    bst: 1,
    cet: 1,
    cest: 2,
    met: 1,
    mest: 2,
    mez: 1,
    mesz: 2,
  },
  ...{
    eet: 2,
    eest: 3,
    msk: 3,
    msd: 4,
    trt: 3,
    ist: 5.5,
    pkt: 5,
    wib: 7,
    hkt: 8,
    sgt: 8,
    awst: 8,
    jst: 9,
    kst: 9,
  },
  ...{
    acst: 9.5,
    acdt: 10.5,
    aest: 10,
    aedt: 11,
    nzst: 12,
    nzdt: 13,
    nst: -3.5,
    ndt: -2.5,
    brt: -3,
    art: -3,
  },
  ...{
    ast: -4,
    adt: -3,
    est: -5,
    edt: -4,
    cst: -6,
    cdt: -5,
    mst: -7,
    mdt: -6,
    pst: -8,
    pdt: -7,
    akst: -9,
    akdt: -8,
  },
  ...{ hst: -10, et: -5, ct: -6, mt: -7, pt: -8, sast: 2, cat: 2, eat: 3, wat: 1 },
};
/** The longest real ones, indented over lines and with a comment, have about 60. */
const MAX_LENGTH = 100;
const MS_PER_MINUTE = 60_000;

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: readonly [hour: number, minute: number, second: number];
  /** Minutes east of UTC. */
  readonly zone: number;
};

export function readDate(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return undefined;
  const line = trimmed.replace(/\s+/g, ' ');
  const parts = readIso(line) ?? readRfc822(line) ?? readCtime(line);
  return parts && toInstant(parts);
}

/** `2021-05-19T20:15:00Z`, `2021-05-19 20:15 +0200`, `20210519`, `2021-05`, `2021`. */
function readIso(line: string): Parts | undefined {
  const date = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?|(\d{2})(\d{2}))?(?:[T ]\s?(.+))?$/i.exec(line);
  if (!date) return undefined;
  const [, year, month, day, basicMonth, basicDay, rest] = date;
  const clock = readClock(rest ?? '');
  if (!clock) return undefined;
  return {
    year: Number(year),
    month: Number(month ?? basicMonth ?? 1),
    day: Number(day ?? basicDay ?? 1),
    ...clock,
  };
}

/** `Wed, 19 May 2021 20:15:00 GMT`, with or without weekday, commas, hyphens; `May 19, 2021` too. */
function readRfc822(line: string): Parts | undefined {
  const plain = line.replace(/[, ]+/g, ' ');
  const monthFirst = /^(?:\p{L}+\.? )?(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)? (\d{4})(?: (.+))?$/u.exec(plain);
  if (monthFirst) return calendarDate(monthFirst[2], monthFirst[1], monthFirst[3], monthFirst[4]);
  const dayFirst = /^(?:\p{L}+\.? )?(\d{1,2})[ -](\p{L}+)\.?[ -](\d{4}|\d{2})(?: (.+))?$/u.exec(plain);
  return dayFirst ? calendarDate(dayFirst[1], dayFirst[2], dayFirst[3], dayFirst[4]) : undefined;
}

function calendarDate(day = '', name = '', year = '', rest = ''): Parts | undefined {
  const month = monthOf(name);
  const clock = readClock(rest);
  if (!month || !clock) return undefined;
  return { year: fullYear(year), month, day: Number(day), ...clock };
}

/** `Wed May 19 20:15:00 GMT 2021`, `Wed May 19 20:15:00 2021`. */
function readCtime(line: string): Parts | undefined {
  const found = /^\p{L}+,? (\p{L}+) (\d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?)(?: ([\w+:-]+))? (\d{4})$/u.exec(
    line,
  );
  const month = monthOf(found?.[1]);
  const clock = found && readClock(`${found[3]} ${found[4] ?? ''}`);
  if (!month || !clock) return undefined;
  return { year: Number(found[5]), month, day: Number(found[2]), ...clock };
}

/** Empty = midnight UTC. */
function readClock(text: string): Pick<Parts, 'time' | 'zone'> | undefined {
  const line = text.trim();
  if (line === '') return { time: [0, 0, 0], zone: 0 };
  const found =
    /^(\d{1,2}):(\d{2})(?::(\d{1,2}))?(?:[.,:]\d+)? ?([ap]\.?m\.?)? ?(.*)$/i.exec(line) ??
    /^(\d{2})(\d{2})(\d{2})?()(.*)$/.exec(line);
  if (!found) return undefined;
  const [, hour, minute, second, half, zoneText] = found;
  const zone = readZone(zoneText ?? '');
  if (zone === undefined) return undefined;
  return { time: [hourOf(Number(hour), half), Number(minute), Number(second ?? 0)], zone };
}

function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** Minutes east of UTC; undefined for a name that nobody knows. */
function readZone(text: string): number | undefined {
  const zone = text
    .replace(/\(.*\)$/, '')
    .replace(/[()]/g, '')
    .trim()
    .toLowerCase();
  if (zone === '') return 0;
  const offset = /^(?:gmt|utc?)? ?([+-−])(\d{1,2})(?::?(\d{2})|:(\d))?$/.exec(zone);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? offset[4] ?? 0);
    return minutes > 14 * 60 ? undefined : offset[1] === '+' ? minutes : -minutes;
  }
  return Object.hasOwn(ZONES, zone) ? (ZONES[zone] ?? 0) * 60 : undefined;
}

/** Two digits as RFC 2822 §4.3 has them: 00–49 are 2000s. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
}

function toInstant({ year, month, day, time: [hour, minute, second], zone }: Parts): number | undefined {
  const valid =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60;
  // Before the web, or so far ahead that it is no date: a placeholder.
  if (!valid || year < 1970 || year > 2100) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCDate() !== day) return undefined;
  return (
    midnight.getTime() + (hour * 3_600 + minute * 60 + Math.min(second, 59)) * 1_000 - zone * MS_PER_MINUTE
  );
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZone, nextDue } from '../../../functions/domain/schedule/next-due.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The due time as UTC text, from a daily lane. */
function daily(zone: string, hour: number, after: string): string {
  return new Date(nextDue('daily', { hour, weekday: 1, zone }, Date.parse(after))).toISOString();
}

describe('an immediate and an hourly lane', () => {
  const settings = { hour: 8, weekday: 1, zone: 'Asia/Kolkata' };
  const at = Date.parse('2026-05-20T12:34:56.789Z');

  it('looks an hour later when it is immediate', () => {
    expect(nextDue('immediate', settings, at)).toBe(at + HOUR);
  });

  it('looks at the next full hour when it is hourly, and an hour later from a full hour', () => {
    expect(nextDue('hourly', settings, at)).toBe(Date.parse('2026-05-20T13:00:00Z'));
    expect(nextDue('hourly', settings, Date.parse('2026-05-20T13:00:00Z'))).toBe(
      Date.parse('2026-05-20T14:00:00Z'),
    );
  });
});

// Facts of zones, the same in tzdata 2025c and 2026c: Berlin leaves 02:00–03:00 out on 29 March 2026 and repeats it
// on 25 October; Cairo leaves out 00:00–01:00 on 24 April 2026; Lord Howe moves by half an hour on 4 October 2026;
// Nuuk jumps from Saturday 28 March 2026 23:00 to Sunday 00:00; Apia had no 30 December 2011.
describe('a daily lane', () => {
  it.each([
    ['UTC', 8, '2026-05-20T07:59:59.999Z', '2026-05-20T08:00:00.000Z', 'later today'],
    ['UTC', 8, '2026-05-20T08:00:00.000Z', '2026-05-21T08:00:00.000Z', 'strictly later'],
    ['Asia/Kolkata', 8, '2026-05-20T03:00:00Z', '2026-05-21T02:30:00.000Z', 'a zone of half hours'],
    [
      'America/Los_Angeles',
      23,
      '2026-05-20T12:00:00Z',
      '2026-05-21T06:00:00.000Z',
      'a local date behind UTC',
    ],
    ['Europe/Berlin', 2, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z', 'a skipped hour moves forward'],
    ['Europe/Berlin', 2, '2026-03-29T01:00:00Z', '2026-03-30T00:00:00.000Z', 'and back the day after'],
    ['Europe/Berlin', 2, '2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z', 'a repeated hour: the first'],
    ['Europe/Berlin', 2, '2026-10-25T00:30:00Z', '2026-10-26T01:00:00.000Z', 'and not the second'],
    ['Africa/Cairo', 0, '2026-04-23T12:00:00Z', '2026-04-23T22:00:00.000Z', 'a skipped midnight'],
    ['Australia/Lord_Howe', 2, '2026-10-03T00:00:00Z', '2026-10-03T15:30:00.000Z', 'a gap of half an hour'],
    [
      'America/Nuuk',
      23,
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00.000Z',
      'an hour skipped into the next date',
    ],
    ['America/Nuuk', 23, '2026-03-29T01:00:00Z', '2026-03-30T00:00:00.000Z', 'whose own hour follows'],
    ['Pacific/Apia', 8, '2011-12-29T19:00:00Z', '2011-12-30T18:00:00.000Z', 'a date that never was'],
  ])('%s %i:00 after %s is %s (%s)', (zone, hour, after, due) => {
    expect(daily(zone, hour, after)).toBe(due);
  });
});

describe('a weekly lane', () => {
  it.each([
    [1, '2026-05-25T06:00:00.000Z'],
    [3, '2026-05-27T06:00:00.000Z'],
    [7, '2026-05-24T06:00:00.000Z'],
  ])('runs on ISO weekday %i', (weekday, due) => {
    const after = Date.parse('2026-05-20T06:00:00Z');
    expect(nextDue('weekly', { hour: 8, weekday, zone: 'Europe/Berlin' }, after)).toBe(Date.parse(due));
  });
});

const zones = Intl.supportedValuesOf('timeZone');
const laws = fc.record({
  zone: fc.constantFrom(...zones),
  hour: fc.nat(23),
  after: fc.integer({ min: Date.parse('2024-01-01Z'), max: Date.parse('2036-01-01Z') }),
});

describe('in every zone and year', () => {
  it('runs a daily lane once per local date, 22 to 26 hours apart, at its hour unless the clocks skip it', () => {
    fc.assert(
      fc.property(laws, ({ zone, hour, after }) => {
        const first = nextDue('daily', { hour, weekday: 1, zone }, after);
        const second = nextDue('daily', { hour, weekday: 1, zone }, first);
        expect(first).toBeGreaterThan(after);
        expect(first - after).toBeLessThanOrEqual(26 * HOUR);
        expect(second - first).toBeGreaterThanOrEqual(22 * HOUR);
        expect(second - first).toBeLessThanOrEqual(26 * HOUR);
        // Nothing between `after` and the answer is due: a step back from it still gives it.
        expect(nextDue('daily', { hour, weekday: 1, zone }, first - 1)).toBe(first);
      }),
      { numRuns: 1_000, interruptAfterTimeLimit: 5_000 },
    );
  });

  it('skips no local date and doubles none around the changes of the clocks', () => {
    for (const zone of zones.filter((_, index) => index % 16 === 0)) {
      for (const hour of [0, 2, 23]) {
        let at = Date.parse('2026-01-01T12:00:00Z');
        let days = 0;
        for (; at < Date.parse('2027-01-01T12:00:00Z'); days++)
          at = nextDue('daily', { hour, weekday: 1, zone }, at);
        expect([365, 366], `${zone} ${hour}:00`).toContain(days);
      }
    }
  });

  it('runs a weekly lane on the wanted dates of the daily one', () => {
    fc.assert(
      fc.property(laws, fc.integer({ min: 1, max: 7 }), ({ zone, hour, after }, weekday) => {
        const settings = { zone, hour, weekday };
        const due = nextDue('weekly', settings, after);
        let day = after;
        for (let days = 0; day < due && days < 8; days++) day = nextDue('daily', settings, day);
        expect(day).toBe(due);
        expect(due - after).toBeLessThanOrEqual(7 * DAY + 2 * HOUR);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 5_000 },
    );
  });
});

describe('a zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])(
    '%s is one',
    (zone) => expect(isZone(zone)).toBe(true),
  );
  it.each(['', 'Mars/Olympus', '+02:00', 'Europe/Berlin\r\n', '../etc', 'A'.repeat(200)])(
    '%j is none',
    (zone) => expect(isZone(zone)).toBe(false),
  );
});

import { describe, expect, it } from 'vitest';
import { readDate } from '../../../functions/adapters/rss-parser/read-date.ts';

const iso = (text: string) => {
  const at = readDate(text);
  return at === undefined ? undefined : new Date(at).toISOString().replace('.000', '');
};

describe('readDate', () => {
  it.each([
    ['Wed, 19 May 2021 20:15:00 GMT', '2021-05-19T20:15:00Z'],
    ['Wed, 19 May 2021 20:15:00 +0200', '2021-05-19T18:15:00Z'],
    ['Wed, 19 May 2021 20:15 -0330', '2021-05-19T23:45:00Z'],
    ['19 May 2021 20:15:00 EST', '2021-05-20T01:15:00Z'],
    ['Wednesday, 19-May-21 20:15:00 UT', '2021-05-19T20:15:00Z'],
    ['Wed,19 May 2021 20:15:00 Z', '2021-05-19T20:15:00Z'],
    ['  Wed, 19 May 2021\n 20:15:00 GMT ', '2021-05-19T20:15:00Z'],
    ['Wed, 19 May 99 20:15:00 GMT', '1999-05-19T20:15:00Z'],
    ['Sat, 01 September 2021', '2021-09-01T00:00:00Z'],
    ['May 19, 2021 08:15 PM', '2021-05-19T20:15:00Z'],
    ['Wednesday, May 19, 2021 12:00 AM', '2021-05-19T00:00:00Z'],
    ['Wed May 19 20:15:00 2021', '2021-05-19T20:15:00Z'],
    ['Wed May 19 20:15:00 CEST 2021', '2021-05-19T18:15:00Z'],
    ['Wed, 19 May 2021 20:15:00 GMT+0200', '2021-05-19T18:15:00Z'],
    ['Wed, 19 May 2021 20:15:00 +0000 (UTC)', '2021-05-19T20:15:00Z'],
    ['2021-05-19T20:15:00Z', '2021-05-19T20:15:00Z'],
    ['2021-05-19T20:15:00.123456+02:00', '2021-05-19T18:15:00Z'],
    ['2021-05-19T20:15+05:30', '2021-05-19T14:45:00Z'],
    ['2021-05-19 20:15:00', '2021-05-19T20:15:00Z'],
    ['2021-05-19 20:15:00 +0200', '2021-05-19T18:15:00Z'],
    ['20210519T201500Z', '2021-05-19T20:15:00Z'],
    ['2021-05-19', '2021-05-19T00:00:00Z'],
    ['2021/05/19', '2021-05-19T00:00:00Z'],
    ['2021-05', '2021-05-01T00:00:00Z'],
    ['2021-05-19T24:00:00Z', '2021-05-20T00:00:00Z'],
    ['Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59Z'],
    ['mié, 19 may 2021 20:15:00 +0200', '2021-05-19T18:15:00Z'],
    ['Mi, 19 Mai 2021 20:15:00 +0200', '2021-05-19T18:15:00Z'],
    ['mer, 03 févr. 2021 10:00:00 +0100', '2021-02-03T09:00:00Z'],
    ['Пн, 19 мая 2021 20:15:00 +0300', '2021-05-19T17:15:00Z'],
  ])('reads %j as %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['words', 'yesterday'],
    ['a zone that nobody knows', 'Wed, 19 May 2021 20:15:00 XYZ'],
    ['an offset that no place has', 'Wed, 19 May 2021 20:15:00 +3000'],
    ['a day that the month does not have', '2021-02-30'],
    ['a month that no year has', '2021-13-01'],
    ['an hour that no day has', 'Wed, 19 May 2021 25:15:00 GMT'],
    ['the placeholder of a database', '0000-00-00 00:00:00'],
    ['the placeholder of a programming language', '0001-01-01T00:00:00Z'],
    ['an order that could be either', '05/06/2021'],
    ['a number', '1621455300'],
    ['more than a date', `2021-05-19${' '.repeat(200)}x`],
  ])('takes %s for no date', (_, text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

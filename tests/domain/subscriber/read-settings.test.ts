import { expect, it } from 'vitest';
import { readSettings } from '../../../functions/domain/subscriber/read-settings.ts';

it('what is not said is daily at eight on Monday, UTC', () => {
  const presets = { kind: 'ok', settings: { cadence: 'daily', hour: 8, weekday: 1, zone: 'UTC' } };
  expect(readSettings({})).toEqual(presets);
  expect(readSettings({ cadence: '', hour: ' ', weekday: '', zone: '' })).toEqual(presets);
});

it('what is not said stays as it stands for somebody who has settings', () => {
  const standing = { cadence: 'weekly', hour: 17, weekday: 5, zone: 'Europe/Oslo' } as const;
  expect(readSettings({ hour: '6' }, standing)).toEqual({ kind: 'ok', settings: { ...standing, hour: 6 } });
});

it('takes old names of zones', () => {
  expect(readSettings({ zone: 'Asia/Calcutta' }).kind).toBe('ok');
});

it.each([
  ['cadence', 'Daily'],
  ['cadence', 'constructor'],
  ['hour', '24'],
  ['hour', '1e1'],
  ['hour', '٣'],
  ['weekday', '8'],
  ['weekday', '0'],
  ['zone', 'Europe/Nowhere'],
  ['zone', '+01:00'],
  ['zone', 'Europe/Oslo\0'],
])('refuses %s %j with what was expected', (field, typed) => {
  expect(readSettings({ [field]: typed })).toMatchObject({
    kind: 'invalid',
    errors: [{ field, message: expect.any(String), expected: expect.any(String) }],
  });
});

it('names everything that is wrong', () => {
  const read = readSettings({ cadence: 'x', hour: 'x', weekday: 'x', zone: 'x' });
  expect(read.kind === 'invalid' && read.errors.map(({ field }) => field)).toEqual([
    'cadence',
    'hour',
    'weekday',
    'zone',
  ]);
});

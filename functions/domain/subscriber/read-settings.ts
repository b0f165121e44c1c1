/**
 * Reads when somebody wants mail from the texts of a form. In: the fields as typed, each may be missing or empty and
 * then takes its preset; out: Settings, or every field that is wrong.
 */
import { isZone } from '../schedule/next-due.ts';
import type { FieldError } from './field-error.ts';
import type { Cadence, Settings } from './subscriber.ts';
import { CADENCES } from './subscriber.ts';

export type SettingsFields = {
  readonly cadence?: string | undefined;
  readonly hour?: string | undefined;
  readonly weekday?: string | undefined;
  readonly zone?: string | undefined;
};

/** What a form that says nothing means. */
export const PRESETS: Settings = { cadence: 'daily', hour: 8, weekday: 1, zone: 'UTC' };

export type ReadSettings =
  | { readonly kind: 'ok'; readonly settings: Settings }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

/** @param presets What a missing field means; for a subscriber, the settings that stand. */
export function readSettings(fields: SettingsFields, presets: Settings = PRESETS): ReadSettings {
  const errors: FieldError[] = [];
  const read = <T>(field: keyof SettingsFields, preset: T, parse: (text: string) => T | undefined): T => {
    const text = fields[field]?.trim() ?? '';
    const value = text === '' ? preset : parse(text);
    if (value === undefined) errors.push({ field, ...PROBLEMS[field] });
    return value ?? preset;
  };
  const settings: Settings = {
    cadence: read('cadence', presets.cadence, cadenceOf),
    hour: read('hour', presets.hour, (text) => wholeNumber(text, 0, 23)),
    weekday: read('weekday', presets.weekday, (text) => wholeNumber(text, 1, 7)),
    zone: read('zone', presets.zone, (text) => (isZone(text) ? text : undefined)),
  };
  return errors.length === 0 ? { kind: 'ok', settings } : { kind: 'invalid', errors };
}

const PROBLEMS: Readonly<Record<keyof SettingsFields, Omit<FieldError, 'field'>>> = {
  cadence: {
    kind: 'unknown-cadence',
    message: 'Choose at once, every hour, every day or every week.',
    expected: CADENCES.join(', '),
  },
  hour: {
    kind: 'invalid-hour',
    message: 'Choose an hour from 0 (midnight) to 23.',
    expected: 'a whole number from 0 to 23',
  },
  weekday: {
    kind: 'invalid-weekday',
    message: 'Choose a day of the week, from 1 (Monday) to 7 (Sunday).',
    expected: 'a whole number from 1 to 7',
  },
  zone: {
    kind: 'unknown-zone',
    message: 'This time zone is not known. Choose the nearest large city in the list.',
    expected: 'an IANA time zone such as Europe/Oslo',
    suggestion: PRESETS.zone,
  },
};

function cadenceOf(text: string): Cadence | undefined {
  return CADENCES.find((cadence) => cadence === text);
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number >= least && number <= most ? number : undefined;
}

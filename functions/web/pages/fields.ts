/** The fields that several pages share: when mail comes, and rules one a line, each with its label and its errors. */
import { type Html, html } from '../../domain/html.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import type { SettingsFields } from '../../domain/subscriber/read-settings.ts';
import { PRESETS } from '../../domain/subscriber/read-settings.ts';
import { cityOf, ZONE_GROUPS } from '../zones.ts';
import { describedBy, errorsUnder } from './field-errors.ts';

const CADENCE_NAMES = {
  immediate: 'At once',
  hourly: 'Every hour',
  daily: 'Every day',
  weekly: 'Every week',
};
const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  rules: 'Rules',
  rule: 'Rule',
  address: 'Email',
  cadence: 'When',
  weekday: 'Day',
  hour: 'Hour',
  zone: 'Time zone',
  code: 'Code',
};

/** @param guessZone Lets the script choose the browser's zone: nobody has chosen one yet. */
export function whenFields(
  typed: SettingsFields,
  errors: readonly FieldError[],
  { guessZone }: { readonly guessZone: boolean },
): Html {
  const zone = typed.zone?.trim() || PRESETS.zone;
  const cadences = Object.entries(CADENCE_NAMES);
  const hours = Array.from({ length: 24 }, (_, hour) => [
    String(hour),
    `${String(hour).padStart(2, '0')}:00`,
  ]);
  const days = WEEKDAY_NAMES.map((name, index) => [String(index + 1), name]);
  return html`<div class="when">
${choice('cadence', '', options(cadences, typed.cadence || PRESETS.cadence), errors)}
${choice('weekday', 'weekday', options(days, typed.weekday || String(PRESETS.weekday)), errors)}
${choice('hour', 'hour', options(hours, typed.hour || String(PRESETS.hour)), errors)}
${choice('zone', 'zone', zoneOptions(zone), errors, guessZone ? html` data-guess-zone` : html``)}
</div>`;
}

/** The box for rules, with what a rule can say folded below it. */
export function rulesField(text: string, errors: readonly FieldError[]): Html {
  return html`<div class="field">
<label for="rules">Rules</label>
<p class="hint" id="rules-hint">One a line, such as <span class="mono">Arctic</span> or <span class="mono">"Nord Stream 2"</span>.</p>
<textarea id="rules" name="rules" rows="3" spellcheck="false" autocapitalize="none" autocomplete="off" required${describedBy('rules', errors, 'rules-hint')}>
${text}</textarea>
${errorsUnder('rules', errors, text)}
<details><summary>What a rule can say</summary>${RULE_HELP}</details>
</div>`;
}

/**
 * A submit button that Enter presses, before any remedy's button in the page. @param name, value As the visible one.
 */
export const ENTER_SUBMITS = html`<button class="vh" tabindex="-1" aria-hidden="true">Send</button>`;

const EXAMPLES = [
  ['Arctic', 'the word, in any article; “arctic” and “Arctic’s” too'],
  ['"Nord Stream 2"', 'these words in this order'],
  ['Arctic sanctions', 'both, anywhere in the article'],
  ['Blinken OR Lavrov', 'either of them'],
  ['sanctions -sport', 'the first without the second'],
  ['(oil OR gas) Norway', 'parentheses group'],
  ['title:Arctic', 'in the headline only'],
];
const RULE_HELP = html`<dl class="rules">${EXAMPLES.map(
  ([rule, meaning]) => html`<dt><code>${rule}</code></dt><dd>${meaning}</dd>`,
)}</dl>`;

function choice(
  name: keyof SettingsFields,
  className: string,
  choices: Html,
  errors: readonly FieldError[],
  attributes: Html = html``,
): Html {
  return html`<div class="field ${className}"><label for="${name}">${FIELD_LABELS[name]}</label><div class="select"><select id="${name}" name="${name}"${attributes}${describedBy(name, errors)}>${choices}</select></div>${errorsUnder(name, errors, '')}</div>`;
}

function options(choices: readonly (readonly string[])[], chosen: string): Html {
  return html`${choices.map(([value = '', label = '']) => option(value, label, chosen))}`;
}

/** A zone that is not in the list, such as an old name, is offered beside it. */
function zoneOptions(chosen: string): Html {
  const isListed = ZONE_GROUPS.some(({ zones }) => zones.some(({ zone }) => zone === chosen));
  return html`${option(PRESETS.zone, PRESETS.zone, chosen)}${!isListed && chosen !== PRESETS.zone && option(chosen, cityOf(chosen), chosen)}${ZONE_GROUPS.map(
    ({ region, zones }) =>
      html`<optgroup label="${region}">${zones.map(({ zone, city }) => option(zone, city, chosen))}</optgroup>`,
  )}`;
}

function option(value: string, label: string, chosen: string): Html {
  return value === chosen
    ? html`<option value="${value}" selected>${label}</option>`
    : html`<option value="${value}">${label}</option>`;
}

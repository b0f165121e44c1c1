/**
 * The one script, allowed by its hash alone. It only guesses the time zone of a form that nobody has filled in yet;
 * every page does all it can without it.
 */
import { sha256Source } from './inline-source.ts';

export const SCRIPT = `
for (const select of document.querySelectorAll('select[data-guess-zone]')) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) continue;
  if (![...select.options].some((option) => option.value === zone)) {
    select.add(new Option(zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' '), zone));
  }
  select.value = zone;
}
`;

/** What the Content-Security-Policy names this script by. */
export const SCRIPT_SOURCE = sha256Source(SCRIPT);

/** Shows what is wrong where it is wrong: a summary on top, and under each field the place, the reason, the remedy. */
import { shorten } from '../../domain/email/clean-text.ts';
import { type Html, html } from '../../domain/html.ts';
import type { FieldError } from '../../domain/subscriber/field-error.ts';
import { linesOf } from '../../domain/subscriber/read-rules.ts';

/** Name and value of the button that asks for a remedy: the line of the field to replace by its suggestion. */
export const FIX = 'fix';

/** Characters of a remedy that its button shows. */
const SHOWN_SUGGESTION = 120;

/** Links to the fields, when more than one thing is wrong. `labels` names a field as the page does. */
export function errorSummary(errors: readonly FieldError[], labels: Readonly<Record<string, string>>): Html {
  if (errors.length < 2) return html``;
  return html`<div class="summary" role="alert"><h2>${errors.length} things to mend</h2><ul>${errors.map(
    ({ field, line, message }) => {
      const place = `${labels[field] ?? field}${line === undefined ? '' : `, line ${line}`}`;
      return html`<li><a href="#${field}">${place}</a>: ${message}</li>`;
    },
  )}</ul></div>`;
}

/** The errors of one field; nothing when it is right. @param text The field as typed. */
export function errorsUnder(field: string, errors: readonly FieldError[], text: string): Html {
  const own = errors.filter((error) => error.field === field);
  if (own.length === 0) return html``;
  const lines = linesOf(text);
  return html`<div id="${field}-errors">${own.map((error) => oneError(error, lines[(error.line ?? 1) - 1] ?? ''))}</div>`;
}

/** Attributes that tie a field to its hint, by id, and to its errors. */
export function describedBy(field: string, errors: readonly FieldError[], hint?: string): Html {
  const isWrong = errors.some((error) => error.field === field);
  const ids = [...(isWrong ? [`${field}-errors`] : []), ...(hint === undefined ? [] : [hint])];
  return html`${isWrong && html` aria-invalid="true"`}${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}`;
}

function oneError(error: FieldError, line: string): Html {
  const { field, message, offset, suggestion } = error;
  const remedy =
    suggestion === undefined
      ? null
      : html`<button class="fix" name="${FIX}" value="${field}:${error.line ?? 1}" formnovalidate>Write <span class="mono">${shorten(suggestion, SHOWN_SUGGESTION)}</span> instead</button>`;
  return html`<div class="error">${offset !== undefined && line.trim() !== '' && pointAt(line, offset)}<p>${message}</p>${remedy}</div>`;
}

/** The line with a caret under the place, which stays there however the line wraps. */
function pointAt(line: string, offset: number): Html {
  const before = line.slice(0, offset);
  const at = String.fromCodePoint(line.codePointAt(offset) ?? 0xa0);
  const after = line.slice(offset + at.length);
  return html`<code class="line">${before}<span class="at">${at}<span class="caret" aria-hidden="true">^</span></span>${after}</code>`;
}

/**
 * Builds HTML by tagged templates in which every value is escaped unless it is HTML already.
 * In: literals and values; out: an `Html` value. Text can become HTML only through `raw`, so that
 * one look at its callers shows everything that is trusted. Escapes fit element content and quoted attributes.
 */

/** A piece of finished HTML, which `html` inserts as it stands. */
export type Html = { readonly html: string };

/** What may stand in a template: nothing is shown for `null`, `undefined` and `false`; lists are joined. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML that shows it, in element content and in quoted attribute values. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** Declares a text to be HTML. For our own constants only, never for anything a feed or a person wrote. */
export function raw(text: string): Html {
  return { html: text };
}

/** The template with its values escaped. */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = literals[0] ?? '';
  values.forEach((value, index) => {
    text += render(value) + (literals[index + 1] ?? '');
  });
  return { html: text };
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (isHtml(value)) return value.html;
  return value.map(render).join('');
}

function isHtml(value: Html | readonly HtmlValue[]): value is Html {
  return 'html' in value;
}

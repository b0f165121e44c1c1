/** Shows where a rule is wrong, for a terminal: the text with a caret below the place. */
import type { RuleFault } from './syntax-error.ts';

/** Characters shown on each side of the place, so that the caret stays below it in a narrow window. */
const AROUND = 60;

/** Message, the line with a caret, what was expected and what to type instead, a line each. */
export function explainError(text: string, error: RuleFault & { readonly suggestion: string }): string {
  const start = Math.max(0, error.offset - AROUND);
  const shown = oneLine(text.slice(start, error.offset + AROUND));
  const before = oneLine(text.slice(start, error.offset));
  return [
    error.message,
    `  ${shown}`,
    `  ${' '.repeat(columnsOf(before))}^`,
    `Expected: ${error.expected}`,
    `Try: ${error.suggestion}`,
  ].join('\n');
}

/** White space and control characters, an ESC of a terminal sequence among them, become single spaces. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{C}]/gu, ' ');
}

/** Columns in a terminal: two for wide characters, none for combining marks. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    columns += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/u.test(
      character,
    )
      ? 2
      : 1;
  }
  return columns;
}

/** HTML of a title, a name or a category as one line of plain text. */
import { htmlText } from '../../domain/text/html-text.ts';
import { oneLine } from './clean-text.ts';
import { looksLikeHtml } from './looks-like-html.ts';

/** Longer titles are texts in the wrong place; the longest real ones have about 400 characters. */
const MAX_LENGTH = 2_000;

/** @param html as a `markup` or `construct` field has it. */
export function plainLine(html: string): string {
  return cut(oneLine(htmlText(html).text.text));
}

/** Of a text that should be plain and may hold HTML nevertheless. */
export function plainLineOf(text: string): string {
  return looksLikeHtml(text) ? plainLine(text) : cut(oneLine(text));
}

function cut(line: string): string {
  if (line.length <= MAX_LENGTH) return line;
  // A pair of surrogates is not cut in two.
  return line
    .slice(0, MAX_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

/**
 * Text as the content of an HTML element; quotes may stay. Unlike `escapeHtml` it makes no object for each character:
 * a stranger's text may be five million of them. (Split and join takes a fifth of the time of `replaceAll` there.)
 */
export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.split('&').join('&amp;').split('<').join('&lt;').split('>').join('&gt;');
}

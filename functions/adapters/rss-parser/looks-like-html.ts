/** Whether a text of which nobody said what it is, is HTML: it has a tag that HTML knows, or a reference. */

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address area article aside audio b big blockquote body br button caption center cite code col colgroup ' +
    'dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr ' +
    'html i iframe img input ins kbd label li link main map mark meta nav noscript object ol option p param picture pre q ' +
    's samp script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot ' +
    'th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});/i;
const TAG_OR_COMMENT = /<(?:\/?([a-z][a-z0-9]{0,10})(?=[\s/>])|!--)/gi;

/** `3 < 4`, `<john@example.org>` and `AT&T` are no HTML. */
export function looksLikeHtml(text: string): boolean {
  if (text.includes('&') && REFERENCE.test(text)) return true;
  if (!text.includes('<')) return false;
  for (const [, name] of text.matchAll(TAG_OR_COMMENT)) {
    if (name === undefined || isHtmlElement(name.toLowerCase())) return true;
  }
  return false;
}

/** Whether HTML has an element of this name, in lower case. */
export function isHtmlElement(name: string): boolean {
  return ELEMENTS.has(name);
}

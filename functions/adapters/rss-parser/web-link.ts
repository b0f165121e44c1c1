/** Addresses in feeds: made absolute, and only those that a reader may follow. */

/** Longer ones are no addresses that a publisher gives: proxies and servers commonly end at 2,048 or a little above. */
const MAX_LENGTH = 2_048;

/** An absolute http or https address without user and password, or undefined. */
export function webLink(text: string, base: string): string | undefined {
  const url = resolve(text, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  url.username = '';
  url.password = '';
  return url.href.length > MAX_LENGTH ? undefined : url.href;
}

/** As `webLink`, `mailto:` too: what a link inside a text may lead to. */
export function textLink(text: string, base: string): string | undefined {
  const trimmed = text.trim();
  if (/^mailto:[^\s]+$/i.test(trimmed) && trimmed.length <= MAX_LENGTH) return trimmed;
  return webLink(trimmed, base);
}

/** The base inside an element with this `xml:base`; one that cannot be read or is no web address changes nothing. */
export function resolveBase(text: string, around: string): string {
  return webLink(text, around) ?? around;
}

function resolve(text: string, base: string): URL | undefined {
  // `&amp;` inside CDATA is a reference that nobody decoded.
  const typed = text.trim().replaceAll('&amp;', '&');
  if (typed === '' || typed.length > MAX_LENGTH * 2) return undefined;
  return URL.canParse(typed, base) ? new URL(typed, base) : undefined;
}

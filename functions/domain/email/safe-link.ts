/** Where a headline may lead: to a web page named openly, or nowhere. */
import { domainToUnicode } from 'node:url';

export type SafeLink = {
  readonly href: string;
  /** As shown to people: `www.` left out, in Unicode only when one script writes all of it, else as punycode. */
  readonly host: string;
};

/** Longer addresses are not links that a publisher gives, and no mail client is bound to open them. */
const MAX_HREF = 2_000;
const SCRIPTS = [
  ...[
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Armenian',
    'Georgian',
    'Devanagari',
    'Bengali',
    'Thai',
  ],
  ...['Hangul', 'Han', 'Hiragana', 'Katakana'],
].map((script) => new RegExp(`^[\\p{Script=${script}}\\p{M}0-9.-]+$`, 'u'));

/** The link without user and password, or undefined when it is not http or https. */
export function safeLink(text: string): SafeLink | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.username = '';
  url.password = '';
  const { href } = url;
  return href.length > MAX_HREF ? undefined : { href, host: shownHost(url.host) };
}

function shownHost(host: string): string {
  const unicode = domainToUnicode(host.replace(/:\d+$/, ''));
  const shown = SCRIPTS.some((script) => script.test(unicode)) ? unicode : host;
  return shown.replace(/^www\./, '');
}

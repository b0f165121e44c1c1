/**
 * Reads a feed's address as an operator types it and writes it in one form, from which the feed's id and its host
 * follow. Whether the address may be asked for is the fetcher's question.
 */
import { hash } from '../hash.ts';

export type FeedUrl = {
  /** Normalized; what is asked for. */
  readonly url: string;
  readonly fid: string;
  /** With the port, unless it is the scheme's own. */
  readonly host: string;
};

export type FeedUrlResult =
  | { readonly kind: 'url'; readonly feedUrl: FeedUrl }
  | { readonly kind: 'invalid'; readonly message: string; readonly suggestion?: string };

/** Longer addresses are refused: proxies and servers commonly end at 2,048 or a little above. */
const MAX_URL_LENGTH = 2_048;

/** Leading and trailing space and the fragment do not count. */
export function readFeedUrl(text: string): FeedUrlResult {
  const typed = text.trim();
  if (typed === '') return { kind: 'invalid', message: 'The address is empty.' };
  if (typed.length > MAX_URL_LENGTH) {
    return {
      kind: 'invalid',
      message: `The address has ${typed.length} characters; ${MAX_URL_LENGTH} are allowed.`,
    };
  }
  const withScheme = suggestScheme(typed);
  if (withScheme) {
    const message = 'The address must begin with https:// or http://.';
    return { kind: 'invalid', message, suggestion: withScheme };
  }
  if (!URL.canParse(typed)) return { kind: 'invalid', message: 'This is no address that can be read.' };
  return normalize(new URL(typed));
}

function normalize(url: URL): FeedUrlResult {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return {
      kind: 'invalid',
      message: `Feeds are read over https and http, not ${url.protocol.slice(0, -1)}.`,
    };
  }
  if (url.username !== '' || url.password !== '') {
    url.username = '';
    url.password = '';
    const message = 'An address with a user name or password is never stored.';
    return { kind: 'invalid', message, suggestion: url.href };
  }
  url.hash = '';
  return { kind: 'url', feedUrl: { url: url.href, fid: hash(url.href), host: url.host } };
}

/** `example.org/feed`, `//example.org/feed` and `feed://example.org/` as what was likely meant. */
function suggestScheme(typed: string): string | undefined {
  const rest = /^feed:(?:\/\/)?(.*)$/i.exec(typed)?.[1] ?? typed;
  const isBare = !/^[a-z][a-z0-9+.-]*:/i.test(rest) || /^[^/:]+:\d+(\/|$)/.test(rest);
  const candidate = isBare ? `https://${rest.replace(/^\/+/, '')}` : rest;
  return candidate !== typed && /^https?:/i.test(candidate) && URL.canParse(candidate)
    ? candidate
    : undefined;
}

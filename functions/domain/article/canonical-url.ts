/**
 * One form for the addresses under which publishers serve one article, so that two feeds that carry it name it alike:
 * scheme, fragment, tracking parameters and AMP wrappers do not count. For comparing only, never for opening.
 */

/** Parameters that say how a reader came, by what analytics products and large publishers document. */
const TRACKING =
  /^(?:utm_\w+|at_\w+|ns_\w+|_g[al]|mc_[ce]id|mkt_tok|_hs\w+|hsa_\w+|pk_\w+|mtm_\w+|piwik_\w+|wt[._]z?mc\w*|[dfgy]?clid|fbclid|gclsrc|gbraid|wbraid|srsltid|msclkid|twclid|ttclid|li_fat_id|igsh(?:id)?|yclid|xtor|smid|smtyp|s_cid|ncid|ocid|cmp(?:id)?|icid|sr_share|ito|ref_(?:src|url)|guc\w+|__twitter_impression|traffic_source|rss|feed|outputtype|amp)$/i;
/** Parameters that are tracking only with such a value, and may name an article with another. */
const TRACKING_IF_FEED = /^(?:ref|source|src|from|partner|via|campaign|medium|mod|emc)$/i;
const FEED_VALUE = /^(?:rss|feed|atom)|rss$|^(?:newsfeed|twitter|facebook)$/i;
/** Pages of other people that wrap an AMP page: `/amp/s/host/path`, `/c/s/host/path`. */
const WRAPPED = /^\/(?:amp|c|v)\/(?:s\/)?([^/]+\.[^/]+(?:\/.*)?)$/;
const GOOGLE = /(?:^|\.)google\.(?:com?\.)?[a-z]{2,3}$/;

/** The form to compare: no scheme, parameters in order of their names. `undefined` when it is no http(s) address. */
export function canonicalUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? unwrap(new URL(text)) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const kept = [...url.searchParams].filter(([name, value]) => !isTracking(name, value));
  const query = new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  const host = url.host.replace(/^amp\./, '').replace(/:(?:80|443)$/, '');
  const path = url.pathname.replace(/^\/amp(?=\/)/, '').replace(/(?<=.)\/amp\/?$|\.amp(?=\.html?$|$)/, '');
  const search = query.size > 0 ? `?${query}` : '';
  return `${host}${path === '' ? '/' : path}${search}`;
}

function isTracking(name: string, value: string): boolean {
  return TRACKING.test(name) || (TRACKING_IF_FEED.test(name) && FEED_VALUE.test(value));
}

/** The address that an AMP cache shows, or that an alert of Google's leads to. */
function unwrap(url: URL): URL {
  const inner = innerAmp(url) ?? innerClick(url);
  return inner !== undefined && URL.canParse(inner) ? new URL(inner) : url;
}

function innerAmp({ hostname, pathname, search }: URL): string | undefined {
  if (!GOOGLE.test(hostname) && !hostname.endsWith('.ampproject.org')) return undefined;
  const inner = WRAPPED.exec(pathname)?.[1];
  return inner === undefined ? undefined : `https://${inner}${search}`;
}

function innerClick({ hostname, pathname, searchParams }: URL): string | undefined {
  if (!GOOGLE.test(hostname) || pathname !== '/url') return undefined;
  return searchParams.get('url') ?? searchParams.get('q') ?? undefined;
}

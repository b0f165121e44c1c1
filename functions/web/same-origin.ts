/**
 * Refuses forms that another site posts. No form of ours acts by a cookie alone, so this is a second wall: what acts
 * is a token in the address that no other site knows.
 */

/**
 * Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin; programs send neither. An Origin
 * of `null` says nothing: our own pages send it, because they tell no referrer.
 */
export function isFromOtherSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null || origin === 'null') return false;
  return !URL.canParse(origin) || new URL(origin).host !== hostOf(request);
}

/** Behind a proxy the URL's host may be another than the one that the browser asked for. */
function hostOf(request: Request): string {
  return request.headers.get('host') ?? new URL(request.url).host;
}

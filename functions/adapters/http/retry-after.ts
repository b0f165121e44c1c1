/** Reads Retry-After: seconds, or an HTTP date (RFC 9110 §10.2.3). */

/** @param now What a date counts from, ms UTC. @returns ms from `now`, never negative; undefined when it is neither. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1_000;
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Reads how long an answer stays fresh: Cache-Control's max-age less Age (RFC 9111 §4.2). */
import type { IncomingHttpHeaders } from 'node:http';

/** @returns ms, never negative; undefined when the host does not say, or says that its answer may change at any time. */
export function freshForMs({
  'cache-control': control = '',
  age = '',
}: IncomingHttpHeaders): number | undefined {
  const directives = control
    .toLowerCase()
    .split(',')
    .map((directive) => directive.trim());
  if (directives.some((directive) => /^no-(?:cache|store)\b/.test(directive))) return undefined;
  const maxAge = directives
    .map((directive) => /^max-age\s*=\s*"?(\d{1,10})"?$/.exec(directive)?.[1])
    .find(Boolean);
  if (maxAge === undefined) return undefined;
  const spent = /^\d{1,10}$/.test(age.trim()) ? Number(age) : 0;
  return Math.max(0, Number(maxAge) - spent) * 1_000;
}

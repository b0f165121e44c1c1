/**
 * Headers of every answer: nothing but our own inline style and script runs, forms post to us only, nobody frames us,
 * and no link with a token in it reaches another site, a cache or a search engine.
 */
import { SCRIPT_SOURCE } from './script.ts';
import { STYLE_SOURCE } from './style.ts';

const POLICY = [
  "default-src 'none'",
  `style-src ${STYLE_SOURCE}`,
  `script-src ${SCRIPT_SOURCE}`,
  'img-src data:',
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const ALWAYS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};
/** Two years, as browsers' preload lists ask for. */
const HSTS = 'max-age=63072000; includeSubDomains';
/** Pages that anybody may find; all others hold a token or answer a person. */
const PUBLIC = new Set(['/', '/privacy']);

export function setSecurityHeaders(
  headers: Headers,
  { path, https }: { readonly path: string; readonly https: boolean },
): void {
  for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
  if (https) headers.set('strict-transport-security', HSTS);
  if (!PUBLIC.has(path)) headers.set('x-robots-tag', 'noindex, nofollow');
}

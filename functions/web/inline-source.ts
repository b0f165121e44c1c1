/** Names an inline style or script in a Content-Security-Policy (CSP Level 3, §6.7.3.3). */
import { createHash } from 'node:crypto';

/** `'sha256-…'` of the element's text exactly as it stands in the page. */
export function sha256Source(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

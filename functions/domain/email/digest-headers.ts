/** Headers beyond From, To and Subject: what list mail must carry, and what keeps auto-responders quiet. */
import { encodePhrase } from './header-text.ts';
import type { MailHeaders } from './mime.ts';
import type { Sender } from './sender.ts';

/** For every mail that a machine sends: RFC 3834 §5, and what Exchange obeys instead. */
export const AUTOMATIC: MailHeaders = [
  ['Auto-Submitted', 'auto-generated'],
  ['X-Auto-Response-Suppress', 'OOF, AutoReply'],
];

/**
 * Headers of a digest. List-Unsubscribe holds one URI and stands before List-Unsubscribe-Post (RFC 8058 §3);
 * List-Id is RFC 2919's.
 * @throws Error when `unsubscribe` is not https, or http on loopback.
 */
export function digestHeaders({
  sender,
  unsubscribe,
}: {
  readonly sender: Sender;
  readonly unsubscribe: string;
}): MailHeaders {
  const domain = sender.digestFrom.slice(sender.digestFrom.lastIndexOf('@') + 1);
  return [
    ['List-Id', `${encodePhrase('List-Id', sender.name).replaceAll('\r\n', '')} <digest.${domain}>`],
    ['List-Unsubscribe', `<${oneClickUrl(unsubscribe)}>`],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
    ...AUTOMATIC,
  ];
}

function oneClickUrl(text: string): string {
  const url = new URL(text);
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    throw new Error('List-Unsubscribe: neither https nor loopback');
  }
  if (url.username !== '' || /[<>,\s]/.test(text)) throw new Error('List-Unsubscribe: not one plain URI');
  return text;
}

/** A mail to SES's mailbox simulator. Nobody reads it: its Send event shows whether events still reach us. */
import { html } from '../html.ts';
import { AUTOMATIC } from './digest-headers.ts';
import { composeMessage } from './mime.ts';
import type { Sender } from './sender.ts';

const SUBJECT = 'Do delivery events arrive?';
const TEXT = 'Watchword sent this to see whether delivery events arrive. Nobody needs to read it.';

/** @returns RFC 5322 bytes. */
export function composeCanary({ to, sender }: { readonly to: string; readonly sender: Sender }): Uint8Array {
  return composeMessage({
    from: { name: sender.name, address: sender.digestFrom },
    to,
    subject: SUBJECT,
    html: html`<!doctype html><html lang="en"><title>${SUBJECT}</title><p>${TEXT}</p></html>`.html,
    text: TEXT,
    headers: AUTOMATIC,
  });
}

/**
 * Builds the one kind of message that is ever sent: one sender, exactly one recipient, text and HTML of the same
 * content (RFC 5322, RFC 2046 multipart/alternative), 7-bit, lines of at most 998 octets. It refuses instead of
 * repairing: a line break in a header value is an attack or a fault, and neither should leave as mail.
 */
import { isAddress } from './address.ts';
import { encodePhrase, encodeText, refuseBreaks } from './header-text.ts';
import { quotedPrintable } from './quoted-printable.ts';

/** Further headers in the order they are written; values printable ASCII, never folded. */
export type MailHeaders = readonly (readonly [name: string, value: string])[];

export type Message = {
  readonly from: { readonly name: string; readonly address: string };
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: MailHeaders;
  /** ms UTC. SES writes its own; absent = no Date header. */
  readonly date?: number;
  /** Without angle brackets. SES writes its own. */
  readonly messageId?: string;
};

/** RFC 5322 §2.1.1. */
const MAX_LINE = 998;
/** `=_` cannot stand in quoted-printable text, so no part can hold the boundary (RFC 2045 §6.7). */
const BOUNDARY = '=_alternative';
/** Headers that this builder writes, or that would add a recipient or a sender. */
const OURS =
  /^(?:from|to|cc|bcc|sender|reply-to|return-path|subject|date|message-id|mime-version|content-.*|resent-.*|received|dkim-.*)$/i;

/**
 * The message as SES takes it.
 * @throws Error for a header value with CR, LF or NUL, an address that is not exactly one bare address, a header of
 * ours among `headers`, a line over 998 octets, NUL or a lone surrogate in the body.
 */
export function composeMessage(message: Message): Uint8Array {
  const head = [
    ['From', sender(message.from)],
    ['To', bareAddress('To', message.to)],
    ['Subject', encodeText('Subject', message.subject)],
    ...(message.date === undefined ? [] : [['Date', rfc5322Date(message.date)]]),
    ...(message.messageId === undefined
      ? []
      : [['Message-ID', `<${token('Message-ID', message.messageId)}>`]]),
    ...message.headers.map(([name, value]) => [headerName(name), headerValue(name, value)]),
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${BOUNDARY}"`],
  ];
  return Buffer.concat([
    ascii(`${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`),
    ...part('text/plain', message.text),
    ...part('text/html', message.html),
    ascii(`--${BOUNDARY}--\r\n`),
  ]);
}

/** Octets that a part takes in the message: what providers count when they clip. */
export function encodedLength(body: string): number {
  return quotedPrintable(body).length;
}

function part(type: string, body: string): Uint8Array[] {
  const head = `--${BOUNDARY}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
  return [ascii(head), quotedPrintable(body), ascii('\r\n')];
}

/** The address has a line of its own after encoded words, which fill theirs (RFC 2047 §2). */
function sender({ name, address }: Message['from']): string {
  const phrase = encodePhrase('From', name);
  return `${phrase}${phrase.includes('=?') ? '\r\n' : ''} <${bareAddress('From', address)}>`;
}

function bareAddress(header: string, address: string): string {
  if (!isAddress(address)) throw new Error(`mail header ${header}: not one bare address`);
  return address;
}

function headerName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,75}$/.test(name) || OURS.test(name)) {
    throw new Error(`mail header ${JSON.stringify(name)}: not a header that a caller may set`);
  }
  return name;
}

function headerValue(name: string, value: string): string {
  refuseBreaks(name, value);
  if (!/^[\x20-\x7e]*$/.test(value)) throw new Error(`mail header ${name}: not printable ASCII`);
  if (name.length + 2 + value.length > MAX_LINE)
    throw new Error(`mail header ${name}: over ${MAX_LINE} octets`);
  return value;
}

function token(name: string, value: string): string {
  if (!/^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+$/.test(value) || value.length > 250) {
    throw new Error(`mail header ${name}: not an id`);
  }
  return value;
}

/** `Wed, 20 May 2026 12:00:00 +0000`: the zone of `toUTCString` is obsolete syntax (RFC 5322 §4.3). */
function rfc5322Date(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/**
 * Mail addresses as this product accepts them: one dot-atom before the last `@`, a domain name after it
 * (RFC 5321 §4.1.2 without quoted local parts and address literals). Stricter than the RFC, so that no address can
 * mean one thing to us and another to a mail server.
 */
import { domainToASCII } from 'node:url';

export type ParsedAddress =
  /** Ready for the envelope: ASCII only, the domain in lower case, the local part as typed. */
  | { readonly kind: 'ok'; readonly address: string }
  /** `message` is a sentence for the person who typed it. */
  | { readonly kind: 'invalid'; readonly message: string };

/** RFC 5321 §4.5.3.1: local part 64 octets, path 256 with its angle brackets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;
/** RFC 5322 §3.2.3 atext without `%` and `!`, which old relays read as routes. */
const LOCAL = /^[A-Za-z0-9#$&'*+\-/=?^_`{|}~]+(?:\.[A-Za-z0-9#$&'*+\-/=?^_`{|}~]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** A top-level domain has two characters or more and is no number (which would make it an IP address). */
const TOP_LEVEL = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;
/** How an RFC 2047 word begins: no header may hold one that we did not make. */
const ENCODED_WORD = '=?';

/** Reads what a person typed into an address field. */
export function parseAddress(text: string): ParsedAddress {
  const typed = text.normalize('NFKC').trim();
  const at = typed.lastIndexOf('@');
  if (typed === '') return invalid('Enter your mail address.');
  if (at < 0) return invalid('A mail address has an @ in it, as in name@example.com.');
  const [local, host] = [typed.slice(0, at), typed.slice(at + 1)];
  if (local === '') return invalid('Something is missing before the @.');
  if (host === '') return invalid('Something is missing after the @.');
  if (/[^\0-\x7f]/.test(local)) {
    return invalid(
      'The part before the @ may only hold plain letters (a to z): mail to others cannot be sent yet.',
    );
  }
  if (!isLocalPart(local))
    return invalid('The part before the @ is not valid. Check it for spaces and stray dots.');
  // The URL parser behind domainToASCII drops line breaks and tabs: whoever types them means something else.
  const domain = /[\s\0-\x1f\x7f]/.test(host) ? '' : domainToASCII(host);
  if (!isDomain(domain)) return invalid('The part after the @ is not a domain name, such as example.com.');
  const address = `${local}@${domain}`;
  return address.length > MAX_ADDRESS ? invalid('This address is too long.') : { kind: 'ok', address };
}

/** Whether a text is an address exactly as `parseAddress` returns one. */
export function isAddress(text: string): boolean {
  const parsed = parseAddress(text);
  return parsed.kind === 'ok' && parsed.address === text;
}

/** Addresses that surely are one mailbox, as one: for counting attempts, never for telling subscribers apart. */
export function capKey(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  const local = address.slice(0, at).toLowerCase().replace(/\+.*$/, '');
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com';
  return isGmail ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}

function isLocalPart(local: string): boolean {
  return local.length <= MAX_LOCAL && LOCAL.test(local) && !local.includes(ENCODED_WORD);
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length >= 2 && labels.every((label) => LABEL.test(label)) && TOP_LEVEL.test(labels.at(-1) ?? '')
  );
}

function invalid(message: string): ParsedAddress {
  return { kind: 'invalid', message };
}

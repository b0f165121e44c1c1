/**
 * Decides whether SES takes a message, and under which id. The checks are those that a mistake of ours could meet:
 * size, addresses, header fields that stand twice, a sender that is not verified, tags, the configuration set.
 */
import { randomUUID } from 'node:crypto';
import { type MessageHeader, readHeader, stamp } from './headers.ts';
import type { AcceptedMail, Submission } from './mail.ts';
import { SesError } from './query-protocol.ts';

export type Account = {
  /** Addresses and domains that may stand in From; a domain covers its subdomains. */
  readonly verified: readonly string[];
  /** The one that exists. */
  readonly configurationSet: string;
};

/** 10 MiB, after base64 was undone. */
const MAX_BYTES = 10_485_760;
const MAX_RECIPIENTS = 50;
/** A bare address of ASCII: what SES hands to mail servers. */
const ADDRESS = /^[\x21-\x7e]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;

/** @throws SesError with SES's own code. */
export async function accept(
  account: Account,
  submission: Submission,
  at: number,
): Promise<{ readonly mail: AcceptedMail; readonly raw: Buffer }> {
  const { raw, configurationSet } = submission;
  if (raw.length > MAX_BYTES) {
    throw invalid(`Message length is more than ${MAX_BYTES} bytes long: '${raw.length}'.`);
  }
  const header = await readHeader(raw);
  const from = bare(submission.source ?? header.from);
  const to = recipientsOf(submission, header);
  checkSenders(account, [from, header.from]);
  checkTags(submission.tags);
  if (configurationSet !== undefined && configurationSet !== account.configurationSet) {
    throw new SesError(
      'ConfigurationSetDoesNotExist',
      `Configuration set <${configurationSet}> does not exist.`,
    );
  }
  const id = `${at.toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
  const stamped = stamp(raw, { id, at });
  const mail: AcceptedMail = {
    ...{ id, at, from, to, subject: header.subject, bytes: stamped.length, tags: submission.tags },
    ...(configurationSet !== undefined && { configurationSet }),
  };
  return { mail, raw: stamped };
}

function recipientsOf({ destinations }: Submission, header: MessageHeader): readonly string[] {
  const to = (destinations.length > 0 ? destinations : header.recipients).map(bare);
  if (to.length === 0) throw invalid('Missing destination.');
  if (to.length > MAX_RECIPIENTS) {
    throw new SesError('MessageRejected', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  }
  const odd = to.find((address) => !ADDRESS.test(address));
  if (odd !== undefined)
    throw invalid(odd.includes('@') ? 'Domain contains illegal character' : "Missing final '@domain'");
  return to;
}

/** `Reader <reader@example.com>` as `reader@example.com`: SES takes both. */
function bare(address: string): string {
  return /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address.trim();
}

function checkSenders({ verified }: Account, senders: readonly string[]): void {
  const failing = [...new Set(senders.filter((sender) => !verified.some((one) => covers(one, sender))))];
  if (failing.length === 0) return;
  throw new SesError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region US-EAST-1: ${failing.join(', ')}`,
  );
}

/** Whether an address or a domain that was verified covers a sender. */
function covers(verified: string, sender: string): boolean {
  const [identity, address] = [verified.toLowerCase(), sender.toLowerCase()];
  if (identity.includes('@')) return identity === address;
  return `.${address.slice(address.lastIndexOf('@') + 1)}`.endsWith(`.${identity}`);
}

function checkTags(tags: Submission['tags']): void {
  const names = new Set<string>();
  for (const [name, value] of tags) {
    const odd = [name, value].find((text) => !TAG.test(text));
    if (odd !== undefined)
      throw invalid(`Invalid tag <${odd}>: only A-Z, a-z, 0-9, '_' and '-' are allowed.`);
    if (names.has(name)) throw invalid(`Duplicate tag name <${name}>.`);
    names.add(name);
  }
}

function invalid(message: string): SesError {
  return new SesError('InvalidParameterValue', message);
}

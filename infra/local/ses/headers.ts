/** The header of a message as SES reads it: who sends, who receives, and the two fields that SES writes itself. */
import PostalMime, { type Email } from 'postal-mime';
import { SesError } from './query-protocol.ts';

export type MessageHeader = {
  /** Bare address of From. */
  readonly from: string;
  /** Bare addresses of To, Cc and Bcc. */
  readonly recipients: readonly string[];
  /** Decoded. */
  readonly subject: string;
};

const ONCE = ['From', 'To', 'Subject', 'Date', 'Message-ID'];
/** Fields with their folded lines, as they end before the next. */
const OVERWRITTEN = /^(?:message-id|date):.*\r?\n(?:[ \t].*\r?\n)*/gim;

/** @throws SesError for a header without From, or with a field twice that may stand once. */
export async function readHeader(raw: Uint8Array): Promise<MessageHeader> {
  const [header] = split(raw);
  const mail = await PostalMime.parse(header);
  for (const name of ONCE) {
    const times = mail.headers.filter(({ key }) => key === name.toLowerCase()).length;
    if (times > 1) throw new SesError('InvalidParameterValue', `Duplicate header '${name}'.`);
  }
  const from = mail.from?.address;
  if (!from) throw new SesError('InvalidParameterValue', "Missing required header 'From'.");
  const recipients = [...addresses(mail.to), ...addresses(mail.cc), ...addresses(mail.bcc)];
  return { from, recipients, subject: mail.subject ?? '' };
}

/** The message as it goes out: all bytes as given but for Message-ID and Date, which SES replaces by its own. */
export function stamp(raw: Uint8Array, { id, at }: { readonly id: string; readonly at: number }): Buffer {
  const [header, body] = split(raw);
  const kept = header.toString('latin1').replace(OVERWRITTEN, '');
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  const own = `Message-ID: <${id}@email.amazonses.com>\r\nDate: ${date}\r\n`;
  return Buffer.concat([Buffer.from(own + kept, 'latin1'), body]);
}

/** The header with the line end of its last field, and the empty line with what follows. */
function split(raw: Uint8Array): readonly [Buffer, Buffer] {
  const bytes = Buffer.from(raw);
  const ends = [
    [bytes.indexOf('\r\n\r\n'), 2],
    [bytes.indexOf('\n\n'), 1],
  ] as const;
  const [at, length] = ends.filter(([index]) => index >= 0).sort(([a], [b]) => a - b)[0] ?? [bytes.length, 0];
  return [bytes.subarray(0, at + length), bytes.subarray(at + length)];
}

function addresses(list: Email['to']): readonly string[] {
  return (list ?? []).flatMap(({ address, group }) => (address ? [address] : addresses(group)));
}

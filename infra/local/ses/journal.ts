/**
 * The mails that the embedded SES accepted. A mail, its bytes and its events are one line of one file, so that no
 * crash can leave a mail without its events; that an event was delivered is another line. Without a file it forgets.
 */
import { type AppendFile, openAppendFile, type Place, rewriteFile } from './append-file.ts';
import type { PublishedEvent } from './events.ts';
import type { AcceptedMail } from './mail.ts';

export type Journal = {
  /** Oldest first. */
  mails(): readonly AcceptedMail[];
  /** The bytes of a mail as they went out; undefined for an id that is not there. */
  raw(id: string): Promise<Buffer | undefined>;
  /** By mail, in the order of acceptance. */
  undelivered(): readonly (readonly PublishedEvent[])[];
  add(mail: AcceptedMail, raw: Uint8Array, events: readonly PublishedEvent[]): Promise<void>;
  delivered(eventId: string): Promise<void>;
  close(): Promise<void>;
};

type Line =
  | { readonly mail: AcceptedMail; readonly raw: string; readonly events: readonly PublishedEvent[] }
  | { readonly delivered: string };

/** Mails kept when the file is opened: some 20 kB each, so 100 MB at most, and a month of a dozen readers. */
const KEPT = 5_000;

type Kept = {
  readonly mail: AcceptedMail;
  readonly events: readonly PublishedEvent[];
  readonly place: Place;
};

/** @throws Error when the file holds a line that is none of ours. */
export async function openJournal(path: string | undefined): Promise<Journal> {
  const { file, lines } = path === undefined ? forgetful() : await openWithin(path);
  const kept = new Map<string, Kept>();
  const done = new Set<string>();
  for (const { text, ...place } of lines) {
    const line = parse(text);
    if ('delivered' in line) done.add(line.delivered);
    else kept.set(line.mail.id, { mail: line.mail, events: line.events, place });
  }
  return {
    mails: () => [...kept.values()].map(({ mail }) => mail),
    undelivered: () =>
      [...kept.values()]
        .map(({ events }) => events.filter(({ id }) => !done.has(id)))
        .filter((events) => events.length > 0),
    async raw(id) {
      const found = kept.get(id);
      if (!found) return undefined;
      const line = parse(await file.read(found.place));
      return 'raw' in line ? Buffer.from(line.raw, 'base64') : undefined;
    },
    async add(mail, raw, events) {
      const line: Line = { mail, raw: Buffer.from(raw).toString('base64'), events };
      kept.set(mail.id, { mail, events, place: await file.append(JSON.stringify(line)) });
    },
    async delivered(eventId) {
      await file.append(JSON.stringify({ delivered: eventId } satisfies Line));
      done.add(eventId);
    },
    close: () => file.close(),
  };
}

/** Opens the file with the newest mails only, and what is said of them. */
async function openWithin(path: string): ReturnType<typeof openAppendFile> {
  const opened = await openAppendFile(path);
  const parsed = opened.lines.map(({ text }) => ({ text, line: parse(text) }));
  const mails = parsed.flatMap(({ line }) => ('mail' in line ? [line] : []));
  if (mails.length <= KEPT) return opened;
  const newest = mails.slice(-KEPT);
  const ids = new Set(newest.flatMap(({ mail, events }) => [mail.id, ...events.map(({ id }) => id)]));
  await opened.file.close();
  await rewriteFile(
    path,
    parsed
      .filter(({ line }) => ids.has('mail' in line ? line.mail.id : line.delivered))
      .map(({ text }) => text),
  );
  return openAppendFile(path);
}

function parse(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch (cause) {
    throw new Error(`The mail journal holds a line that is no JSON: ${text.slice(0, 60)}`, { cause });
  }
}

function forgetful(): { readonly file: AppendFile; readonly lines: [] } {
  const lines: string[] = [];
  const file: AppendFile = {
    append: async (line) => ({ offset: lines.push(line) - 1, length: 0 }),
    read: async ({ offset }) => lines[offset] ?? '',
    close: async () => {},
  };
  return { file, lines: [] };
}

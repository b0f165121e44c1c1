/** The mail of one address, as the local inbox serves it. */
import { setTimeout } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';

export type Mailbox = {
  readonly address: string;
  /** All so far, oldest first. */
  mails(): Promise<readonly Mail[]>;
  /** The first one that fits, however long it takes up to `ms`. @throws Error when none comes. */
  waitFor(what: string, ms: number, fits: (mail: Mail) => boolean): Promise<Mail>;
};

export type Mail = {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Value of a header, unfolded. */
  header(name: string): string | undefined;
};

type Listed = { readonly id: string; readonly to: string };

const LOOK_EVERY_MS = 300;

/** @param url Of the service. */
export function openMailbox(url: string, address: string): Mailbox {
  const known = new Map<string, Mail>();

  async function mails(): Promise<readonly Mail[]> {
    const listed = (await (await fetch(`${url}/inbox.json`)).json()) as readonly Listed[];
    const own = listed.filter(({ to }) => to === address);
    for (const { id } of own) if (!known.has(id)) known.set(id, await readMail(url, id));
    return own.flatMap(({ id }) => known.get(id) ?? []);
  }

  return {
    address,
    mails,
    async waitFor(what, ms, fits) {
      for (const until = Date.now() + ms; Date.now() < until; await setTimeout(LOOK_EVERY_MS)) {
        const found = (await mails()).find(fits);
        if (found) return found;
      }
      const subjects = [...known.values()].map(({ subject }) => subject);
      throw new Error(`${address}: no ${what} within ${ms} ms, only ${JSON.stringify(subjects)}`);
    },
  };
}

async function readMail(url: string, id: string): Promise<Mail> {
  const raw = await (await fetch(`${url}/inbox/${id}.eml`)).arrayBuffer();
  const email: Email = await PostalMime.parse(raw);
  const { subject = '', text = '', html = '', headers } = email;
  return {
    ...{ id, subject, text, html },
    header: (name) => headers.find(({ key }) => key === name.toLowerCase())?.value,
  };
}

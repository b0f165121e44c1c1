/**
 * The journal of the embedded SES as its web inbox shows it: every mail that was accepted, in bytes. Mails once read
 * are kept, since the journal only grows.
 */
import PostalMime from 'postal-mime';

export type ReadMail = {
  readonly id: string;
  readonly to: string;
  readonly text: string;
};

export type Inbox = {
  /** Every mail accepted so far, oldest first. @param url of the service that runs now. */
  read(url: string): Promise<readonly ReadMail[]>;
};

type Listed = { readonly id: string; readonly to: string | readonly string[]; readonly at: unknown };

export function createInbox(): Inbox {
  const known = new Map<string, ReadMail>();
  return {
    async read(url) {
      const listed = (await (await get(`${url}/inbox.json`)).json()) as readonly Listed[];
      for (const { id, to } of listed) {
        if (known.has(id)) continue;
        const response = await get(`${url}/inbox/${id}.eml`);
        const { text = '' } = await PostalMime.parse(await response.arrayBuffer());
        known.set(id, { id, to: [to].flat().join(), text });
      }
      const lost = [...known.keys()].filter((id) => !listed.some((mail) => mail.id === id));
      if (lost.length > 0) throw new Error(`The journal lost accepted mails: ${lost.join(', ')}`);
      return [...known.values()];
    },
  };
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url}: ${response.status}`);
  return response;
}

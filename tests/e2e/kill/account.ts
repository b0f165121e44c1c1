/** What everybody got of what was published: who lacks what, who got what twice, and what stands behind a link. */
import type { ReadMail } from './inbox.ts';

export type Account = {
  /** `ADDRESS: NUMBER`, not mailed. */
  readonly missing: readonly string[];
  /** `ADDRESS: NUMBER in MAIL, MAIL`. */
  readonly doubled: readonly string[];
  readonly mails: number;
};

const LISTED = 12;

/** The number of each notice that a text speaks of. */
export function noticesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/(?<=\bNotice )\d{4}\b/g));
}

export function accountOf(
  mails: readonly ReadMail[],
  addresses: readonly string[],
  published: readonly string[],
): Account {
  const missing: string[] = [];
  const doubled: string[] = [];
  let count = 0;
  for (const address of addresses) {
    const got = new Map<string, string[]>();
    for (const { id, to, text } of mails) {
      if (to !== address) continue;
      count += 1;
      for (const number of noticesIn(text)) got.set(number, [...(got.get(number) ?? []), id]);
    }
    for (const number of published) {
      const by = got.get(number) ?? [];
      if (by.length === 0) missing.push(`${address}: ${number}`);
      if (by.length > 1) doubled.push(`${address}: ${number} in ${by.join(', ')}`);
    }
  }
  return { missing, doubled, mails: count };
}

/**
 * Says how it went.
 * @throws Error that lists what was lost and what came twice, if anything was
 */
export function assertWhole({ missing, doubled, mails }: Account, published: number): string {
  if (published === 0 || mails === 0)
    throw new Error(`Nothing was tried: ${published} notices, ${mails} mails`);
  if (missing.length + doubled.length === 0) {
    return `${published} notices, ${mails} mails, none lost, none twice`;
  }
  throw new Error([...listed('lost', missing), ...listed('twice', doubled)].join('\n  '));
}

function listed(what: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return [];
  const more = all.length - LISTED;
  return [`${all.length} ${what}:`, ...all.slice(0, LISTED), ...(more > 0 ? [`and ${more} more`] : [])];
}

/**
 * What stands on the digest pages that a person's mails link to, beside the mails themselves: what was one too many for
 * a mail, and a digest whose end is unknown, which is not mailed again. @param url of the service that runs now.
 */
export async function linkedNotices(
  url: string,
  mails: readonly ReadMail[],
  address: string,
): Promise<ReadonlySet<string>> {
  const links = mails
    .filter(({ to }) => to === address)
    .flatMap(({ text }) => text.match(/https?:\/\/\S+\/digest\/[\w-]+/g) ?? []);
  const found = new Set<string>();
  for (const path of new Set(links.map((link) => new URL(link).pathname))) {
    const response = await fetch(url + path);
    if (!response.ok) throw new Error(`GET ${path}, which was mailed to ${address}: ${response.status}`);
    // A word that matched is marked up.
    const text = (await response.text()).replaceAll(/<[^>]*>/g, '');
    for (const number of noticesIn(text)) found.add(number);
  }
  return found;
}

/** A person who subscribes on the web page and confirms by the code in the mail. */
import { setTimeout } from 'node:timers/promises';
import type { Inbox } from './inbox.ts';

export type Person = { readonly address: string; readonly rules: readonly string[] };

const WAIT_MS = 20_000;

/** @throws Error when a page answers other than it should, or no mail comes. */
export async function signUp(url: string, inbox: Inbox, { address, rules }: Person): Promise<void> {
  await post(`${url}/subscribe`, { address, rules: rules.join('\n'), cadence: 'immediate' }, 303);
  const { link, code } = await confirmationOf(url, inbox, address);
  await post(`${url}${new URL(link).pathname}`, { code }, 200);
}

async function confirmationOf(url: string, inbox: Inbox, address: string) {
  const until = Date.now() + WAIT_MS;
  while (Date.now() < until) {
    for (const { to, text } of await inbox.read(url)) {
      const link = /https?:\/\/\S+\/confirm\/[\w-]+/.exec(text)?.[0];
      const code = /\b\d{6}\b/.exec(text)?.[0];
      if (to === address && link && code) return { link, code };
    }
    await setTimeout(200);
  }
  throw new Error(`No confirmation for ${address} within ${WAIT_MS} ms`);
}

async function post(url: string, fields: Record<string, string>, expected: number): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  if (response.status === expected) return;
  throw new Error(`POST ${url}: expected ${expected}, got ${response.status}: ${await response.text()}`);
}

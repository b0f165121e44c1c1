/** What the web app is built of, and how it is called: the same on AWS and locally. */
import type { Sender } from '../domain/email/sender.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store/index.ts';

export type WebDeps = {
  readonly store: Pick<Store, 'sending' | 'requests' | 'addresses' | 'subscribers' | 'digests'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly random: Random;
  readonly keyring: Keyring;
  /** `baseUrl` decides whether cookies and headers are those of https. */
  readonly sender: Sender;
  /** Told of every fault that a page answered with 500. The fault may name ids, never an address or a token. */
  readonly report: (fault: unknown) => void;
  /** Further fields of `/healthz`, such as the pid. */
  readonly health?: () => Readonly<Record<string, string | number>>;
  /** Where mail is read that stays on this machine; pages that say "look into your mailbox" link it. */
  readonly inbox?: string;
};

/** Where a request comes from, as the server saw it: never from a header that the client sets. */
export type Client = { readonly ip?: string | undefined };

export interface Web {
  /** Answers every request, faults included; never rejects. */
  fetch(request: Request, client: Client): Promise<Response>;
}

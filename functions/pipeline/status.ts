/** How the service fares, in a few numbers for the operator. Reads only; counts are eventually consistent. */
import type { Store } from '../ports/store/index.ts';
import type { SignUpMode } from '../ports/store/sending.ts';

export type Status = {
  readonly feeds: number;
  /** New articles matched against the rules since the beginning. */
  readonly articles: number;
  /** Match rows stored since the beginning. */
  readonly matches: number;
  /** Digests that the mail provider accepted. */
  readonly mails: number;
  /** Active ones. */
  readonly subscribers: number;
  /** The earliest due time of all work, past or to come, ISO 8601 in UTC; null when there is no work. */
  readonly oldestDue: string | null;
  readonly send: 'on' | 'off';
  readonly signUp: SignUpMode;
};

/** Before `init`, sending is off and sign-up closed. */
export async function status({ store }: { readonly store: StatusStore }): Promise<Status> {
  const [groups, census, settings, ...due] = await Promise.all([
    store.groups.list(),
    store.subscribers.census(),
    store.sending.settings(),
    store.due.oldest('group'),
    store.due.oldest('subscriber'),
    store.due.oldest('pattern'),
  ]);
  const oldest = Math.min(...due.filter((time) => time !== undefined));
  return {
    feeds: sum(groups.map(({ members }) => members.length)),
    articles: sum(groups.map(({ counters }) => counters.articles)),
    matches: sum(groups.map(({ counters }) => counters.matches)),
    mails: census.mails,
    subscribers: census.active,
    oldestDue: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
    send: settings?.sending ?? 'off',
    signUp: settings?.signUp ?? 'closed',
  };
}

type StatusStore = Pick<Store, 'groups' | 'subscribers' | 'sending' | 'due'>;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

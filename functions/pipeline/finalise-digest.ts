/**
 * Closes a claimed digest: records how its mail ended and what was in it, then moves the lanes it served. Called by
 * the sender, by the look that finds a stuck claim, and by feedback; whoever comes second finds the claim gone.
 */

import type { Digest } from '../domain/digest/digest.ts';
import { afterLook } from '../domain/digest/lanes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';
import type { Timing } from './timing.ts';

/** Re-reads after a change of the subscriber came between; each is another writer's success. */
const MAX_TRIES = 8;

export type FinaliseDeps = {
  readonly clock: Clock;
  readonly store: Pick<Store, 'subscribers' | 'digests'>;
  readonly timing: Timing;
};

/** How it ended: with evidence of acceptance, by a permanent refusal, or past every wait for evidence. */
export type Ending =
  | { readonly outcome: 'sent'; readonly messageId?: string }
  | { readonly outcome: 'failed'; readonly detail: string }
  | { readonly outcome: 'unknown'; readonly detail: string };

/**
 * Writes the Mail record and the Sent rows first, then finalises, in that order: a crash between leaves the claim
 * open, and the next look does it again. All of it is idempotent.
 * @returns `closed` also when somebody else closed it meanwhile; `contended` when it must be tried later.
 */
export async function finaliseDigest(
  deps: FinaliseDeps,
  digest: Digest,
  ending: Ending,
): Promise<'closed' | 'contended'> {
  const { clock, store } = deps;
  const { sid, id } = digest;
  await store.digests.record({ sid, digest: id, at: clock.now(), ...ending });
  await store.digests.addSent(
    sid,
    clock.now(),
    digest.entries.map((entry) => entry.article),
  );
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const loaded = await store.subscribers.load(sid);
    const open = loaded?.subscriber.open;
    if (!loaded || open?.digest !== id) return 'closed';
    const { subscriber } = loaded;
    const { lanes, due, endedRules } = afterLook(loaded, {
      served: digest.lanes,
      now: clock.now(),
      mailed: true,
      timing: deps.timing,
    });
    const result = await store.subscribers.finalise(subscriber, open.tok, {
      lanes,
      due,
      endedRules,
      ...account(subscriber, digest, ending),
    });
    if (result === 'finalised') return 'closed';
  }
  return 'contended';
}

/** Links that the next mail must open with, and the count of accepted mails. */
function account(
  { missed, mails }: { readonly missed: readonly string[]; readonly mails: number },
  digest: Digest,
  { outcome }: Ending,
): { readonly missed: readonly string[]; readonly mails: number } {
  if (outcome !== 'sent') return { missed: [...missed.filter((id) => id !== digest.id), digest.id], mails };
  return { missed: missed.filter((id) => !digest.missed.includes(id)), mails: mails + 1 };
}

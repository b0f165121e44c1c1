/**
 * Sends one frozen digest, at most once per claim: slot, claim, SES, finalise. The claim is the last await before
 * SES, which starts within 5 s of it and within its slot, or not at all. A lost reply leaves the claim standing:
 * only evidence closes it.
 */

import type { Digest } from '../domain/digest/digest.ts';
import { composeDigest } from '../domain/email/compose-digest.ts';
import type { Sender } from '../domain/email/sender.ts';
import type { Subscriber } from '../domain/subscriber/subscriber.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import { openAddress } from '../domain/token/seal.ts';
import type { Mailer, OutgoingMail, SendResult } from '../ports/mailer.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store/index.ts';
import { type FinaliseDeps, finaliseDigest } from './finalise-digest.ts';
import { SLOT_MS, takeSlot } from './send-slot.ts';

/** From the claim's start to SES's; a slow claim may otherwise be overtaken by an unsubscribe. */
const CLAIM_TO_SEND_MS = 5_000;
/** Back-off after a refusal of the moment: 1, 2, 4 … at most 10 minutes (SES asks for 1–10). */
const LATER_MS = 60_000;
const LONGEST_LATER_MS = 10 * 60_000;
/** After "daily quota exceeded" or "sending paused". */
const STOP_MS = 15 * 60_000;

export type SendDeps = FinaliseDeps & {
  readonly random: Random;
  readonly mailer: Mailer;
  readonly keyring: Keyring;
  readonly sender: Sender;
  readonly store: Pick<Store, 'subscribers' | 'digests' | 'sending'>;
};

/**
 * `sent`, `failed`: finalised. `unknown`: the reply was lost, the claim stands. `lost`: another writer came first.
 * `late`: claim or slot took too long, nothing was sent. `no-slot`, `refused`: the drain should take no more mail now.
 */
export type SendOutcome = 'sent' | 'failed' | 'unknown' | 'lost' | 'late' | 'no-slot' | 'refused';

/** @param takeOver tok of a stuck claim that this is the second attempt for. */
export async function sendDigest(
  deps: SendDeps,
  subscriber: Subscriber,
  digest: Digest,
  takeOver?: string,
): Promise<SendOutcome> {
  const { clock, store, mailer } = deps;
  const attempt = takeOver === undefined ? 1 : 2;
  const mail = prepare(deps, subscriber, digest, attempt);
  const slot = await takeSlot(deps, 'digest');
  if (slot === undefined) return 'no-slot';

  const tok = Buffer.from(deps.random.bytes(12)).toString('base64url');
  const started = clock.monotonic();
  const at = clock.now();
  const claim = {
    open: { digest: digest.id, tok, at, attempt },
    due: at + deps.timing.graceMs,
    ...(takeOver !== undefined && { takeOver }),
  };
  if ((await store.subscribers.claim(subscriber, claim)) === 'lost') return 'lost';
  if (clock.monotonic() - started > CLAIM_TO_SEND_MS || clock.now() > slot + SLOT_MS) {
    await store.subscribers.release(digest.sid, tok, { due: clock.now(), refusals: subscriber.refusals });
    return 'late';
  }
  return settle(deps, subscriber, digest, tok, await mailer.send(mail));
}

async function settle(
  deps: SendDeps,
  subscriber: Subscriber,
  digest: Digest,
  tok: string,
  result: SendResult,
): Promise<SendOutcome> {
  switch (result.kind) {
    case 'accepted':
      await finaliseDigest(deps, digest, { outcome: 'sent', messageId: result.messageId });
      return 'sent';
    case 'unknown':
      return 'unknown';
    case 'refused': {
      if (result.how === 'permanent') {
        await finaliseDigest(deps, digest, { outcome: 'failed', detail: result.reason });
        return 'failed';
      }
      const wait =
        result.how === 'stop' ? STOP_MS : Math.min(LATER_MS * 2 ** subscriber.refusals, LONGEST_LATER_MS);
      await deps.store.subscribers.release(digest.sid, tok, {
        due: deps.clock.now() + wait,
        refusals: subscriber.refusals + 1,
      });
      return 'refused';
    }
  }
}

function prepare(deps: SendDeps, subscriber: Subscriber, digest: Digest, attempt: number): OutgoingMail {
  const to = openAddress(deps.keyring, subscriber.address);
  return {
    from: deps.sender.digestFrom,
    to,
    raw: composeDigest({ digest, to, sender: deps.sender, keyring: deps.keyring }),
    tags: { stream: 'digest', sid: digest.sid, digest: digest.id, attempt: String(attempt) },
  };
}

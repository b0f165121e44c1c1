/**
 * Decides about a claim whose end was never recorded: sent with evidence, sent again once, given up, or left. The
 * evidence is a Send event or SES's own acceptance in the Mail record, never an outcome written by us. To tell "SES
 * never took it" from "its events are late", a canary mail to the simulator shows whether events come at all.
 */
import { composeCanary } from '../domain/email/compose-canary.ts';
import type { SubscriberWithRules } from '../ports/store/subscribers.ts';
import { finaliseDigest } from './finalise-digest.ts';
import { type SendDeps, sendDigest } from './send-digest.ts';

/** Graces to wait for evidence since the last attempt before the digest ends as `unknown`. */
const GRACES_UNTIL_UNKNOWN = 3;
/** Looks per grace at a claim that waits. */
const LOOKS_PER_GRACE = 4;
/** AWS's mailbox simulator: outside quota and reputation. */
const CANARY_TO = 'success+canary@simulator.amazonses.com';

export type StuckOutcome =
  | 'young'
  | 'sent'
  | 'failed'
  | 'unknown'
  | 'waiting'
  | 'lost'
  | 'no-slot'
  | 'refused'
  | 'late';

export async function resolveStuck(
  deps: SendDeps,
  { subscriber }: SubscriberWithRules,
): Promise<StuckOutcome> {
  const { clock, store, timing } = deps;
  const { open, sid } = subscriber;
  const now = clock.now();
  if (!open || now - open.at < timing.graceMs) return 'young';

  const [digest, mail] = await Promise.all([
    store.digests.get(sid, open.digest),
    store.digests.mail(sid, open.digest),
  ]);
  if (!digest) throw new Error(`the frozen digest ${open.digest} of an open claim is not there`);
  if (mail?.messageId !== undefined || mail?.sendEventAt !== undefined) {
    await finaliseDigest(deps, digest, { outcome: 'sent' });
    return 'sent';
  }
  const { newestSent } = await store.sending.events();
  if (open.attempt === 1 && newestSent > open.at) return sendDigest(deps, subscriber, digest, open.tok);
  if (now - open.at >= GRACES_UNTIL_UNKNOWN * timing.graceMs) {
    await finaliseDigest(deps, digest, { outcome: 'unknown', detail: 'no evidence that SES took it' });
    return 'unknown';
  }
  if ((await store.sending.takeCanary(now, timing.graceMs)) === 'taken') await sendCanary(deps);
  await store.subscribers.wait(sid, open.tok, now + timing.graceMs / LOOKS_PER_GRACE);
  return 'waiting';
}

async function sendCanary({ mailer, sender }: SendDeps): Promise<void> {
  await mailer.send({
    from: sender.digestFrom,
    to: CANARY_TO,
    raw: composeCanary({ to: CANARY_TO, sender }),
    tags: { stream: 'canary' },
  });
}

/**
 * What SES's events change: a Send event is the evidence that a digest was taken and closes its claim; a bounce or
 * complaint suppresses the address. Every event may come late, twice or out of order, and changes nothing twice.
 */
import type { Sender } from '../domain/email/sender.ts';
import type { SesEvent } from '../domain/email/ses-event.ts';
import type { Suppression } from '../domain/subscriber/request.ts';
import { addressKey } from '../domain/token/address-key.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import type { Store } from '../ports/store/index.ts';
import { type FinaliseDeps, finaliseDigest } from './finalise-digest.ts';

export type FeedbackDeps = FinaliseDeps & {
  readonly store: Pick<Store, 'subscribers' | 'digests' | 'addresses' | 'sending'>;
  readonly keyring: Keyring;
  readonly sender: Sender;
};

export type FeedbackOutcome = 'evidence' | 'delivered' | 'suppressed' | 'operator' | 'ignored';

/** @returns `operator`: nobody's address is at fault, but somebody should look at our own sending. */
export async function feedback(deps: FeedbackDeps, event: SesEvent): Promise<FeedbackOutcome> {
  switch (event.kind) {
    case 'send':
      return sendEvent(deps, event);
    case 'delivery':
      return deliveryEvent(deps, event);
    case 'bounce':
    case 'complaint': {
      const suppression = suppressionOf(event);
      return suppression ? suppress(deps, event, suppression) : 'ignored';
    }
    case 'reject':
    case 'rendering-failure':
      return 'operator';
    case 'other':
      return 'ignored';
  }
}

/** The evidence goes before EVENTS: a look between both must not find a newer mail but miss this one's evidence. */
async function sendEvent(deps: FeedbackDeps, event: SesEvent): Promise<FeedbackOutcome> {
  const { sid, digest: id, stream } = event.tags;
  const isDigest = stream === 'digest' && sid !== undefined && id !== undefined;
  if (isDigest) await deps.store.digests.record({ sid, digest: id, at: event.at, sendEventAt: event.at });
  await deps.store.sending.sawSendEvent(event.at);
  if (!isDigest) return 'evidence';
  const subscriber = await deps.store.subscribers.get(sid);
  const digest = subscriber?.open?.digest === id ? await deps.store.digests.get(sid, id) : undefined;
  if (digest) await finaliseDigest(deps, digest, { outcome: 'sent' });
  return 'evidence';
}

async function deliveryEvent({ store }: FeedbackDeps, event: SesEvent): Promise<FeedbackOutcome> {
  const { sid, digest } = event.tags;
  if (event.tags.stream !== 'digest' || sid === undefined || digest === undefined) return 'ignored';
  await store.digests.record({ sid, digest, at: event.at, deliveredAt: event.at });
  return 'delivered';
}

/**
 * Permanent bounces suppress at once; a transient one (mailbox full, out of office) does not, and SES has tried for
 * hours. A complaint that says `not-spam` is a retraction.
 */
function suppressionOf(event: SesEvent): Suppression | undefined {
  const common = { eventId: event.eventId, at: event.at };
  if (event.kind === 'complaint') {
    if (event.complaint?.feedbackType === 'not-spam') return undefined;
    return {
      ...common,
      state: 'complained',
      source: 'complaint',
      reason: event.complaint?.feedbackType ?? 'complaint',
    };
  }
  if (event.bounce?.type !== 'Permanent') return undefined;
  return { ...common, state: 'bounced', source: 'bounce', reason: `Permanent/${event.bounce.subType}` };
}

async function suppress(
  deps: FeedbackDeps,
  event: SesEvent,
  suppression: Suppression,
): Promise<FeedbackOutcome> {
  for (const recipient of event.recipients) {
    const hash = addressKey(deps.keyring, recipient);
    await deps.store.addresses.suppress(hash, suppression);
    const sid = event.tags.sid ?? (await deps.store.addresses.get(hash))?.sid;
    if (sid !== undefined) await deps.store.subscribers.end(sid, suppression);
  }
  return 'suppressed';
}

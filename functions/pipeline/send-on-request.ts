/**
 * Sends a mail that somebody asked for on a page: at most once, in a slot of its own, before digests. Whether the mail
 * really goes depends on what is known of its address; how long the answer takes does not.
 */
import { AUTOMATIC } from '../domain/email/digest-headers.ts';
import { composeMessage } from '../domain/email/mime.ts';
import type { Sender } from '../domain/email/sender.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Store } from '../ports/store/index.ts';
import { SLOT_MS, takeSlot } from './send-slot.ts';

/**
 * From the slot to the answer, ms, whether a mail went or not. SES takes 50 to 200 ms, so a clock cannot tell an
 * address that is mailed from one that is not.
 */
const ANSWER_AFTER_MS = 800;

export type SendOnRequestDeps = {
  readonly clock: Clock;
  readonly store: Pick<Store, 'sending'>;
  readonly mailer: Mailer;
  readonly sender: Sender;
};

export type RequestedMail = {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/**
 * @param mail Undefined when nothing may be sent: a slot is used all the same.
 * @returns `busy` when mail does not leave at the moment. A lost reply counts as done: a second mail would be worse
 * than none, and the person can ask again.
 */
export async function sendOnRequest(
  deps: SendOnRequestDeps,
  mail: RequestedMail | undefined,
): Promise<'done' | 'busy'> {
  const { clock } = deps;
  const message = mail && prepare(deps.sender, mail);
  const slot = await takeSlot(deps, 'transactional');
  if (slot === undefined || clock.now() > slot + SLOT_MS) return 'busy';
  const result = message && (await deps.mailer.send(message));
  await clock.sleep(slot + ANSWER_AFTER_MS - clock.now());
  return result?.kind === 'refused' && result.how !== 'permanent' ? 'busy' : 'done';
}

function prepare(sender: Sender, { to, ...content }: RequestedMail): Parameters<Mailer['send']>[0] {
  const from = sender.transactionalFrom;
  return {
    from,
    to,
    raw: composeMessage({ from: { name: sender.name, address: from }, to, headers: AUTOMATIC, ...content }),
    tags: { stream: 'transactional' },
  };
}

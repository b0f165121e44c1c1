/** The mail that asks whether a sign-up is wanted. Its text holds one link and one six-digit number. Pure. */
import type { SignUpRequest } from '../subscriber/request.ts';
import { renderLetter } from './letter.ts';
import type { RenderedMail } from './render-digest.ts';
import type { Sender } from './sender.ts';
import { schedule, confirmationTexts as texts } from './texts-en.ts';

export type ConfirmationOptions = {
  readonly sender: Sender;
  /** Of the page that confirms. */
  readonly url: string;
  /** Six digits. */
  readonly code: string;
};

/** The rules are counted, not shown: whoever typed them may not be the one who reads this. */
export function renderConfirmation(
  { rules, settings }: Pick<SignUpRequest, 'rules' | 'settings'>,
  { sender, url, code }: ConfirmationOptions,
): RenderedMail {
  return renderLetter({
    sender,
    subject: texts.subject(sender.name),
    heading: texts.heading,
    lead: texts.lead(sender.name, rules.length, schedule(settings)),
    action: { text: texts.action, url },
    code: { lead: texts.codeLead, code },
    after: [texts.expiry, texts.notYou],
  });
}

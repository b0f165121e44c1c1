/** The mail with a link to change one's rules, sent when somebody asked for it. Pure. */
import { renderLetter } from './letter.ts';
import type { RenderedMail } from './render-digest.ts';
import type { Sender } from './sender.ts';
import { manageTexts as texts } from './texts-en.ts';

export type ManageLinkOptions = {
  readonly sender: Sender;
  /** Of the page that changes rules. */
  readonly url: string;
};

export function renderManageLink({ sender, url }: ManageLinkOptions): RenderedMail {
  return renderLetter({
    sender,
    subject: texts.subject(sender.name),
    heading: texts.heading,
    lead: texts.lead,
    action: { text: texts.action, url },
    after: [texts.expiry, texts.notYou],
  });
}

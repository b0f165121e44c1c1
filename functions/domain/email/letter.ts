/**
 * A short mail that somebody asked for on a page: a heading, what it is about, one link, what happens next. Pure. It
 * holds nothing that the person who asked typed, so nobody can write to strangers through us.
 */
import { html } from '../html.ts';
import { mailFrame } from './mail-frame.ts';
import { STYLE } from './mail-style.ts';
import type { RenderedMail } from './render-digest.ts';
import type { Sender } from './sender.ts';

export type Letter = {
  readonly sender: Sender;
  readonly subject: string;
  readonly heading: string;
  readonly lead: string;
  readonly action: { readonly text: string; readonly url: string };
  /** A number to type, with the words that introduce it. */
  readonly code?: { readonly lead: string; readonly code: string };
  /** Paragraphs after the link. */
  readonly after: readonly string[];
};

export function renderLetter(letter: Letter): RenderedMail {
  const { sender, subject, heading, lead, action, code, after } = letter;
  return {
    subject,
    html: mailFrame({
      sender,
      title: subject,
      preheader: lead,
      links: [],
      content: html`<h1 style="${STYLE.h1}">${heading}</h1>
<p style="${STYLE.letterLead}">${lead}</p>
<p style="${STYLE.text}"><a class="l" style="${STYLE.action}" href="${action.url}">${action.text}</a></p>
${code && html`<p style="${STYLE.codeLead}">${code.lead}</p><p style="${STYLE.code}">${code.code}</p>`}
${after.map((text) => html`<p class="u" style="${STYLE.aside}">${text}</p>`)}`,
    }),
    text: `${[
      heading,
      lead,
      `${action.text}:\n${action.url}`,
      ...(code ? [`${code.lead}: ${code.code}`] : []),
      ...after,
      sender.postalAddress,
    ].join('\n\n')}\n`,
  };
}

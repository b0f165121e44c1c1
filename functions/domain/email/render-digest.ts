/** A frozen digest as a mail's subject, HTML and text. Pure: the same digest, sender and links give the same mail. */
import type { Digest } from '../digest/digest.ts';
import { digestHtml } from './digest-html.ts';
import { digestText } from './digest-text.ts';
import { digestView } from './digest-view.ts';
import type { Sender } from './sender.ts';

export type RenderedMail = { readonly subject: string; readonly html: string; readonly text: string };

export type DigestMailOptions = {
  readonly sender: Sender;
  readonly links: {
    /** Where rules are changed; by default the page that mails a link to do so. */
    readonly manage?: string;
    readonly unsubscribe: string;
    /** The digest's own page. */
    readonly web: string;
    /** Pages of `digest.missed`, in its order. */
    readonly missed?: readonly string[];
  };
};

export function renderDigest(digest: Digest, { sender, links }: DigestMailOptions): RenderedMail {
  const view = digestView(digest);
  const all = { manage: `${sender.baseUrl}/manage`, missed: [], ...links };
  const { html, listed } = digestHtml(view, sender, all);
  return { subject: view.subject, html, text: digestText(view, sender, all, listed) };
}

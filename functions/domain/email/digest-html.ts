/**
 * The HTML of a digest's mail. Lists as many entries as fit; what does not stands on the digest's page. In: the view
 * and the links; out: a document whose quoted-printable form stays within the budget.
 */
import { MAX_LISTED } from '../digest/digest.ts';
import { type Html, html } from '../html.ts';
import type { MarkedText } from '../matcher/match-row.ts';
import type { DigestView } from './digest-view.ts';
import { isolate } from './direction.ts';
import type { EntryView } from './entry-view.ts';
import { linkRow, type MailLink, mailFrame } from './mail-frame.ts';
import { STYLE } from './mail-style.ts';
import { piecesOf } from './marked-pieces.ts';
import { encodedLength } from './mime.ts';
import type { Sender } from './sender.ts';
import { lang as ours, digestTexts as texts } from './texts-en.ts';

export type DigestLinks = {
  /** Where rules are changed. */
  readonly manage: string;
  readonly unsubscribe: string;
  /** The digest's own page. */
  readonly web: string;
  /** Pages of the digests that may not have arrived, in the order of `digest.missed`. */
  readonly missed: readonly string[];
};

/**
 * Gmail clips a message near 102 kB; whether it counts encoded or decoded bytes is unsettled, so the encoded ones
 * are held, with some room for what clients add.
 */
const MAX_HTML_BYTES = 90 * 1024;

/** @returns the document, and how many entries it lists: the first ones. */
export function digestHtml(
  view: DigestView,
  sender: Sender,
  links: DigestLinks,
): { readonly html: string; readonly listed: number } {
  const entries = view.entries.slice(0, MAX_LISTED).map(entry);
  const document = (listed: number) => frame(view, sender, links, entries.slice(0, listed));
  // Every part ends its line, so the encoded length of the whole is the sum of those of its parts.
  let room = MAX_HTML_BYTES - encodedLength(document(0));
  let listed = 0;
  for (const { html: part } of entries) {
    room -= encodedLength(part);
    if (room < 0) break;
    listed++;
  }
  return { html: document(listed), listed };
}

function frame(view: DigestView, sender: Sender, links: DigestLinks, entries: readonly Html[]): string {
  const doors: readonly MailLink[] = [
    { text: texts.manage, href: links.manage },
    { text: texts.unsubscribe, href: links.unsubscribe },
  ];
  const unlisted = view.entries.length - entries.length;
  return mailFrame({
    sender,
    title: view.heading,
    preheader: texts.preheader(view.window, view.coverage.checked),
    links: doors,
    content: html`<h1 style="${STYLE.h1}">${view.heading}</h1>
<p class="u" style="${STYLE.lead}">${view.window}</p>
${missed(view.missed, links.missed)}${perRule(view)}
${entries}${unlisted > 0 && more(unlisted, links.web)}<div class="b" style="${STYLE.box}">
<p style="${STYLE.boxLine}"><strong>${view.coverage.checked}</strong></p>
${view.coverage.failing.length > 0 && html`<p class="w" style="${STYLE.warning}">${view.coverage.failing.join(' ')}</p>`}
</div>
<p class="u" style="${STYLE.foot}">${view.reason}</p>
<p class="u" style="${STYLE.foot}">${linkRow([{ text: texts.readOnWeb, href: links.web }, ...doors])}</p>`,
  });
}

function more(unlisted: number, web: string): Html {
  return html`<div class="r" style="${STYLE.entry}">
<p style="${STYLE.more}">${linkRow([{ text: texts.more(unlisted), href: web }])}</p>
</div>
`;
}

function missed(labels: readonly string[], pages: readonly string[]): Html | false {
  const links = labels.flatMap((text, index) =>
    pages[index] === undefined ? [] : [{ text, href: pages[index] }],
  );
  if (links.length === 0) return false;
  const lead = links.length === 1 ? texts.missedOne : texts.missedMany;
  return html`<p style="${STYLE.text}">${lead} ${linkRow(links)}</p>
`;
}

/** A subject and a heading name few rules; where there are more, all are named here, with their counts. */
function perRule({ rules, namesAll }: DigestView): Html | false {
  if (namesAll) return false;
  return html`<p class="u" style="${STYLE.lead}">${rules.map(({ name, entries }) => texts.perRule(isolate(name), entries)).join(' · ')}</p>`;
}

function entry({ title, link, lang, dir, meta, snippets, why, notes }: EntryView): Html {
  // Most entries are ours in language and direction, and most bytes of a digest are those of its entries.
  const language = html`${lang !== undefined && lang !== ours && html` lang="${lang}"`}${dir === 'rtl' && html` dir="rtl"`}`;
  const side = dir === 'rtl' ? ';text-align:right' : '';
  const headline = marked(title);
  return html`<div class="r" style="${STYLE.entry}">
<h2${language} style="${STYLE.h2}${side}">${link ? html`<a class="l" style="${STYLE.headline}" href="${link.href}">${headline}</a>` : headline}</h2>
<p class="u" style="${STYLE.meta}${side}">${[...meta, ...notes].join(' · ')}</p>
${snippets.map(
  (snippet) => html`<p${language} style="${STYLE.snippet}${side}">${marked(snippet)}</p>
`,
)}<p class="u" style="${STYLE.why}${side}">${why.map(reason)}</p>
</div>
`;
}

/** Rules that matched in other places than those before them begin a line. */
function reason({ rules, where }: EntryView['why'][number], index: number): Html {
  const tags = rules.map((rule) => html`<code class="t" style="${STYLE.tag}">${rule}</code> `);
  return html`${index > 0 && html`<br>`}${tags}${where}`;
}

/** Bold too: colour alone carries no meaning, and some clients know no `mark`. */
function marked(text: MarkedText): Html {
  return html`${piecesOf(text).map((piece) =>
    piece.marked ? html`<mark class="m" style="${STYLE.mark}"><b>${piece.text}</b></mark>` : piece.text,
  )}`;
}

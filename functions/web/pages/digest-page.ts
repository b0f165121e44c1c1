/**
 * A digest on the web: the same view as its mail, and what the mail had no room for. Whoever holds the link may look,
 * so the address is masked, and nothing can be changed from here but by the mailbox's owner.
 */
import type { DigestView } from '../../domain/email/digest-view.ts';
import type { EntryView } from '../../domain/email/entry-view.ts';
import { piecesOf } from '../../domain/email/marked-pieces.ts';
import { type Html, html } from '../../domain/html.ts';
import type { MarkedText } from '../../domain/matcher/match-row.ts';
import type { DigestPage } from '../../pipeline/read-digest.ts';
import type { Page } from '../layout.ts';

export type DigestPageView = {
  readonly view: DigestView;
  /** How many of its entries, the first ones, stood in the mail. */
  readonly listed: number;
  readonly reader: DigestPage['reader'];
  /** Tokens of earlier digests that may not have arrived, in the order of `view.missed`. */
  readonly missedTokens: readonly string[];
  /** Of this page: asks for a manage link without naming the address. */
  readonly token: string;
};

export function digestPage({ view, listed, reader, missedTokens, token }: DigestPageView): Page {
  const rest = view.entries.slice(listed);
  return {
    title: view.heading,
    main: html`<h1>${view.heading}</h1>
<p class="lead">${view.window}</p>
${missedTokens.length > 0 && missed(view, missedTokens)}
${view.entries.slice(0, listed).map(entry)}
${rest.length > 0 && html`<h2>And ${rest.length.toLocaleString('en-GB')} more, for which the mail had no room</h2>${rest.map(entry)}`}
<div class="box"><p><strong>${view.coverage.checked}</strong></p>${view.coverage.failing.map((line) => html`<p class="warning">${line}</p>`)}</div>
<p class="small muted">${view.reason}</p>
${reader && readerActions(reader, token)}`,
  };
}

function missed({ missed: labels }: DigestView, tokens: readonly string[]): Html {
  return html`<div class="note"><p>Earlier mail may not have reached you: ${tokens.map(
    (token, index) =>
      html`${index > 0 && ', '}<a href="/digest/${token}">${labels[index] ?? 'an earlier digest'}</a>`,
  )}.</p></div>`;
}

function entry({ title, link, lang, dir, meta, snippets, why, notes }: EntryView): Html {
  const language = lang === undefined ? html`` : html` lang="${lang}"`;
  const headline = marked(title);
  return html`<article class="entry" dir="${dir}">
<h2${language}>${link ? html`<a href="${link.href}" rel="noopener noreferrer nofollow">${headline}</a>` : headline}</h2>
<p class="meta">${[...meta, ...notes].join(' · ')}</p>
${snippets.map((snippet) => html`<p class="snippet"${language}>${marked(snippet)}</p>`)}
<p class="why">${why.map(({ rules, where }) => html`${rules.map((rule) => html`<code>${rule}</code> `)}${where} `)}</p>
</article>
`;
}

function marked(text: MarkedText): Html {
  return html`${piecesOf(text).map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}`;
}

function readerActions(
  { maskedAddress, unsubscribeToken }: NonNullable<DigestPage['reader']>,
  token: string,
): Html {
  return html`<h2>This goes to ${maskedAddress}</h2>
<form method="post" action="/manage">
<input type="hidden" name="digest" value="${token}">
<div class="buttons"><button class="quiet">Mail me a link to change my rules</button> <a href="/unsubscribe/${unsubscribeToken}">Unsubscribe</a></div>
</form>`;
}

export function digestGonePage(): Page {
  return {
    title: 'This digest is not here',
    main: html`<h1>This digest is not here</h1>
<p class="lead">Digests are kept for 35 days. This one is older, or a character of its link got lost or changed.</p>
<p>Copy the whole link from the mail, or <a href="/manage">change your rules</a>.</p>`,
  };
}

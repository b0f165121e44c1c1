/** What every mail has around its content: head, hidden first line, name, column, postal address. Pure. */
import { type Html, html, raw } from '../html.ts';
import { OUTLOOK, SHEET, STYLE } from './mail-style.ts';
import type { Sender } from './sender.ts';
import { lang } from './texts-en.ts';

export type MailFrame = {
  readonly sender: Sender;
  readonly title: string;
  /** Shown by mail clients behind the subject. */
  readonly preheader: string;
  /** Links at the top, beside the product's name. */
  readonly links: readonly MailLink[];
  readonly content: Html;
};

export type MailLink = { readonly text: string; readonly href: string };

/** Keeps clients from showing what comes after the first line: combining grapheme joiners between spaces, unseen. */
const PADDING = raw('&nbsp;&#847;'.repeat(60));

/** An HTML document of lines: each part of it begins on a line of its own, so encoded lengths add up. */
export function mailFrame({ sender, title, preheader, links, content }: MailFrame): string {
  return html`<!doctype html>
<html lang="${lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${SHEET}</style>
${OUTLOOK.head}
</head>
<body class="g" style="${STYLE.ground}">
<div style="${STYLE.preheader}">${preheader}${PADDING}</div>
<div class="g" style="${STYLE.ground}">
${OUTLOOK.before}
<div class="i" role="article" aria-label="${title}" style="${STYLE.column}">
<p style="${STYLE.top}"><strong class="a" style="${STYLE.brand}">${sender.name}</strong> ${links.length > 0 && topLinks(links)}</p>
${content}
<p class="u" style="${STYLE.foot}">${sender.postalAddress}</p>
</div>
${OUTLOOK.after}
</div>
</body>
</html>
`.html;
}

function topLinks(links: readonly MailLink[]): Html {
  return html`<span style="${STYLE.topLinks}">${links.map(
    ({ text, href }, index) =>
      html`${index > 0 && ' '}<a class="u" style="${STYLE.topLink}" href="${href}">${text}</a>`,
  )}</span>`;
}

/** Links in running text, a middle dot between them. */
export function linkRow(links: readonly MailLink[]): Html {
  return html`${links.map(
    ({ text, href }, index) =>
      html`${index > 0 && ' · '}<a class="l" style="${STYLE.link}" href="${href}">${text}</a>`,
  )}`;
}

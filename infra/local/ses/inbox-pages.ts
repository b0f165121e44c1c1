/** The pages of the local inbox, without scripts: a list that renews itself, and one mail in three views. */
import { createHash } from 'node:crypto';
import { type Html, html, raw } from '../../../functions/domain/html.ts';
import type { AcceptedMail } from './mail.ts';

export type MailView = 'html' | 'text' | 'source';

const VIEWS: readonly (readonly [view: MailView, name: string, path: string])[] = [
  ['html', 'Message', ''],
  ['text', 'Plain text', '/text'],
  ['source', 'Source', '/source'],
];
/** Of the list, s. */
const RENEW_AFTER_S = 5;
/** More mails than one page should list; the rest stands in `/inbox.json`. */
const LISTED = 200;

const STYLE = `
:root{color-scheme:light dark;--ground:#fbfaf7;--card:#fff;--ink:#1c1b19;--muted:#5c5952;--link:#0b4f8a;--line:#dedad0;--accent:#0f6b5c}
@media(prefers-color-scheme:dark){:root{--ground:#161718;--card:#1e2022;--ink:#ece9e2;--muted:#a9a59b;--link:#8cc2f5;--line:#35383b;--accent:#6fcab8}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif;overflow-wrap:anywhere}
header{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline;padding:.875rem 1.25rem;border-bottom:1px solid var(--line)}
header a{color:var(--accent);font-weight:700;text-decoration:none;padding:.5rem 0}
header span,.muted{color:var(--muted);font-size:.875rem}
main{max-width:48rem;margin:0 auto;padding:1.25rem}
.both{display:grid;grid-template-columns:minmax(16rem,22rem) minmax(0,1fr)}
.both>nav{height:calc(100vh - 4.25rem);overflow-y:auto;border-right:1px solid var(--line)}
.both>main{max-width:none;width:100%;margin:0}
h1{margin:0 0 .25rem;font-size:1.375rem;line-height:1.25}
ol{margin:0;padding:0;list-style:none}
li a{display:block;padding:.75rem 1.25rem;border-bottom:1px solid var(--line);color:inherit;text-decoration:none}
main li a{padding:.75rem 0}
li a:hover b,li a[aria-current] b{color:var(--link)}
li a[aria-current]{background:var(--card)}
li b{display:block;font-weight:600}
nav li b{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;font-size:.9375rem;line-height:1.4}
time{white-space:nowrap}
.views{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:.75rem 0;border-bottom:1px solid var(--line)}
.views a{padding:.625rem 0;color:var(--link);font-size:.9375rem;text-decoration:none}
.views a[aria-current]{color:var(--ink);font-weight:600;box-shadow:inset 0 -2px var(--accent)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.25rem}
iframe{display:block;width:100%;height:calc(100vh - 16rem);min-height:24rem;border:1px solid var(--line);border-radius:.5rem;background:var(--ground)}
pre{margin:0;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);font:.875rem/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap}
@media(max-width:48rem){.both{display:block}.both>nav{display:none}}
`;

/** What the pages' Content-Security-Policy names their style by. */
export const PAGE_STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export function listPage(mails: readonly AcceptedMail[]): string {
  const main =
    mails.length > 0
      ? html`<main><h1>Inbox</h1><p class="muted">Mail that this machine sent. None of it left. The list renews itself.</p>${list(mails)}</main>`
      : html`<main><h1>No mail yet</h1><p>Subscribe on the <a href="/">first page</a>; what is sent to you appears here.</p></main>`;
  return page('Inbox', mails.length, html`<meta http-equiv="refresh" content="${RENEW_AFTER_S}">`, main);
}

export type MailPage = {
  readonly mail: AcceptedMail;
  readonly mails: readonly AcceptedMail[];
  readonly view: MailView;
  /** Of the views other than `html`, which is a page of its own in a frame. */
  readonly content: string;
};

export function mailPage({ mail, mails, view, content }: MailPage): string {
  const path = `/inbox/${mail.id}`;
  const shown =
    view === 'html'
      ? html`<iframe src="${path}/html" title="The message" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
      : html`<pre>${content}</pre>`;
  return page(
    mail.subject,
    mails.length,
    html``,
    html`<div class="both"><nav aria-label="All mail">${list(mails, mail.id)}</nav>
<main>
<h1>${mail.subject}</h1>
<p class="muted">From ${mail.from} to ${mail.to.join(', ')}, ${when(mail.at)}, ${Math.ceil(mail.bytes / 1024)} KiB</p>
<div class="views">${VIEWS.map(([name, text, below]) => html`<a href="${path}${below}"${name === view && raw(' aria-current="page"')}>${text}</a>`)}<a href="${path}.eml">Download</a></div>
${shown}
</main></div>`,
  );
}

export function missingPage(): string {
  return page(
    'No such mail',
    undefined,
    html``,
    html`<main><h1>No such mail</h1><p><a href="/inbox">All mail</a></p></main>`,
  );
}

function list(mails: readonly AcceptedMail[], current?: string): Html {
  const newest = mails.slice(-LISTED).reverse();
  return html`<ol>${newest.map(
    ({ id, subject, to, at }) =>
      html`<li><a href="/inbox/${id}"${id === current && raw(' aria-current="page"')}><b>${subject}</b><span class="muted">${to.join(', ')} · ${when(at)}</span></a></li>`,
  )}</ol>`;
}

function when(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

function page(title: string, count: number | undefined, head: Html, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Inbox</title>
${head}
<style>${raw(STYLE)}</style>
</head>
<body>
<header><a href="/inbox">Inbox</a>${count !== undefined && html`<span>${count.toLocaleString('en-GB')} ${count === 1 ? 'mail' : 'mails'} on this machine</span>`}</header>
${content}
</body>
</html>
`.html;
}

/** The frame of every page: name, two links, the page's own part, who runs the service. Pure. */
import type { Sender } from '../domain/email/sender.ts';
import { type Html, html, raw } from '../domain/html.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

export type Page = {
  /** What the tab says, before the product's name. */
  readonly title: string;
  readonly main: Html;
};

/** A page icon without a request: a mark on a line of text, in the accent colour. */
const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='%230f6b5c'/><rect x='3' y='5' width='10' height='2' fill='%23fff'/><rect x='3' y='9' width='6' height='2' fill='%23ffe9a8'/></svg>";

export function renderPage(sender: Sender, { title, main }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${sender.name}</title>
<link rel="icon" href="${ICON}">
<style>${raw(STYLE)}</style>
</head>
<body>
<div class="page">
<header>
<a class="name" href="/">${sender.name}</a>
<nav aria-label="Pages"><a href="/manage">Change my rules</a></nav>
</header>
<main>
${main}
</main>
<footer>
<p>${sender.postalAddress}</p>
<p><a href="/privacy">Privacy</a></p>
</footer>
</div>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`.html;
}

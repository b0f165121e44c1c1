/** Pages of the demonstration site: plain, readable, and marked as what they are. */
import { type Html, html, raw } from '../../../functions/domain/html.ts';
import type { EditionArticle } from './editions.ts';

const STYLE = raw(`<style>
:root { color-scheme: light dark; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 Georgia, serif; }
header, small, figcaption { font: 0.875rem/1.4 system-ui, sans-serif; opacity: 0.75; }
img { max-width: 100%; height: auto; } figure { margin: 1.5rem 0; } h1 { line-height: 1.25; }
form { margin-top: 2rem; padding: 0 1rem 1rem; border: 1px solid; } textarea { width: 100%; }
</style>`);

/** The newest edition, with links to its articles. */
export function frontPage(articles: readonly EditionArticle[]): string {
  const newest = articles.filter(({ edition }) => edition === articles[0]?.edition);
  return page(
    'Watchword demonstration news',
    html`<h1>Watchword demonstration news</h1>
<p>A feed that grows by itself: <a href="/demo/feed.xml">feed.xml</a>.</p>
<ul>${newest.map(({ headline, path }) => html`<li><a href="${path}">${headline}</a></li>`)}</ul>`,
  );
}

export function articlePage({ article, headline, publishedAt }: EditionArticle, origin: string): string {
  return page(
    headline,
    html`<article><h1>${headline}</h1><p><strong>${article.summary}</strong></p>
<small>${article.author}, ${new Date(publishedAt).toUTCString()}</small>${article.body(origin)}</article>`,
  );
}

export function messagePage(title: string, message: Html): string {
  return page(title, html`<h1>${title}</h1><p>${message}</p>`);
}

function page(title: string, content: Html): string {
  return html`${raw('<!doctype html>')}<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${STYLE}</head>
<body><header><a href="/demo">Watchword demonstration news</a>: written to show how alerts work</header>
<main>${content}</main></body></html>`.html;
}

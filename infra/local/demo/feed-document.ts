/** The demonstration feed as an RSS 2.0 document, with whole articles in `content:encoded` and a link to itself. */
import { escapeHtml } from '../../../functions/domain/html.ts';
import type { EditionArticle } from './editions.ts';

/** @param origin of the server, without a slash at the end; makes every address absolute. */
export function feedDocument(articles: readonly EditionArticle[], origin: string): string {
  const newest = articles[0];
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Watchword demonstration news</title>
<link>${origin}/demo</link>
<atom:link rel="self" type="application/rss+xml" href="${origin}/demo/feed.xml"/>
<description>A feed that grows by itself, so that alerts can be seen without a network.</description>
<language>en</language>
${newest ? `<lastBuildDate>${rfc822(newest.publishedAt)}</lastBuildDate>\n` : ''}${articles.map((article) => item(article, origin)).join('\n')}
</channel>
</rss>
`;
}

function item({ article, headline, path, publishedAt }: EditionArticle, origin: string): string {
  const link = origin + path;
  return `<item>
<title>${escapeHtml(headline)}</title>
<link>${link}</link>
<guid isPermaLink="true">${link}</guid>
<pubDate>${rfc822(publishedAt)}</pubDate>
<dc:creator>${escapeHtml(article.author)}</dc:creator>
${article.categories.map((category) => `<category>${escapeHtml(category)}</category>`).join('\n')}
<description>${escapeHtml(article.summary)}</description>
<content:encoded>${escapeHtml(article.body(origin).html)}</content:encoded>
</item>`;
}

/** RFC 822 date as RSS 2.0 asks for, which is also HTTP's (RFC 9110 §5.6.7). */
export function rfc822(ms: number): string {
  return new Date(ms).toUTCString();
}

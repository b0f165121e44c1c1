/**
 * The demonstration site: the feed, its article pages and their one picture. Answers conditional requests
 * (RFC 9110 §13), so that a reader that asks again within an edition is told that nothing is new.
 */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { html } from '../../../functions/domain/html.ts';
import type { Clock } from '../../../functions/ports/clock.ts';
import { articlesAt, findArticle } from './editions.ts';
import { feedDocument, rfc822 } from './feed-document.ts';
import { HARBOUR_SVG } from './harbour.ts';
import { articlePage, frontPage, messagePage } from './pages.ts';

/** Routes below `/demo`. @param origin of the server they are mounted on, without a slash at the end. */
export function createDemoSite({ clock, origin }: { readonly clock: Clock; readonly origin: string }): Hono {
  const site = new Hono();

  site.get('/demo', (c) => c.html(frontPage(articlesAt(clock.now()))));

  site.get('/demo/feed.xml', (c) => {
    const articles = articlesAt(clock.now());
    const body = feedDocument(articles, origin);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const headers = {
      ETag: etag,
      'Last-Modified': rfc822(articles[0]?.publishedAt ?? 0),
      'Cache-Control': 'no-cache',
    };
    if (names(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'Content-Type': 'application/rss+xml; charset=utf-8' });
  });

  site.get('/demo/articles/:edition/:slug', (c) => {
    const found = findArticle(Number(c.req.param('edition')), c.req.param('slug'), clock.now());
    if (found) return c.html(articlePage(found, origin));
    return c.html(
      messagePage('No such article', html`It may belong to an edition that has not come yet.`),
      404,
    );
  });

  site.get('/demo/harbour.svg', (c) =>
    c.body(HARBOUR_SVG, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=86400' }),
  );
  return site;
}

/** Whether a field value of If-None-Match names the tag: a list, weak or strong alike, or `*`. */
function names(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etag);
}

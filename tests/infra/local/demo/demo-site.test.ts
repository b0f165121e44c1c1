import { describe, expect, it } from 'vitest';
import { DEMO_ARTICLES, EDITION_MS, editionAt } from '../../../../infra/local/demo/editions.ts';
import { DECOY_WORDS, REYKJAVIK_MEETING } from '../../../../infra/local/demo/reykjavik-meeting.ts';
import { createDemoSite } from '../../../../infra/local/demo/routes.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const ORIGIN = 'http://127.0.0.1:8080';

function demo(start = '2026-05-20T12:00:00Z') {
  const clock = new FakeClock(start);
  const site = createDemoSite({ clock, origin: ORIGIN });
  return { clock, get: (path: string, headers = {}) => site.request(path, { headers }) };
}

const matchesOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, inner]) => inner);

/** The running text: what is left when the picture, the comment form and the markup are gone. */
const runningText = (markup: string) =>
  markup.replace(/<figure>[\s\S]*?<\/figure>|<form[\s\S]*?<\/form>|<[^>]+>/g, ' ');

describe('the demonstration feed', () => {
  it('brings every article under a new permalink in each edition, with its number in the headline', async () => {
    const { clock, get } = demo();
    const before = await (await get('/demo/feed.xml')).text();
    clock.advance(EDITION_MS);
    const after = await (await get('/demo/feed.xml')).text();
    const links = matchesOf(after, /<link>([^<]+\/demo\/articles\/[^<]+)<\/link>/g);
    expect(new Set(links).size).toBe(links.length);
    expect(links.filter((link) => !before.includes(`<link>${link}</link>`))).toHaveLength(
      DEMO_ARTICLES.length,
    );
    expect(after).toContain(`${REYKJAVIK_MEETING.headline} (edition ${editionAt(clock.now())})`);
  });

  it('goes on where it was after a restart', async () => {
    const first = await (await demo().get('/demo/feed.xml')).text();
    expect(await (await demo().get('/demo/feed.xml')).text()).toBe(first);
  });

  it('answers 304 within an edition to who sends its validator back', async () => {
    const { clock, get } = demo();
    const etag = (await get('/demo/feed.xml')).headers.get('etag') ?? '';
    clock.advance(EDITION_MS - 1);
    expect((await get('/demo/feed.xml', { 'If-None-Match': etag })).status).toBe(304);
    expect((await get('/demo/feed.xml', { 'If-None-Match': `"other", W/${etag}` })).status).toBe(304);
    clock.advance(1);
    expect((await get('/demo/feed.xml', { 'If-None-Match': etag })).status).toBe(200);
  });

  it('names its own address', async () => {
    expect(await (await demo().get('/demo/feed.xml')).text()).toContain(
      `rel="self" type="application/rss+xml" href="${ORIGIN}/demo/feed.xml"`,
    );
  });

  it('shows a page for every permalink', async () => {
    const { get } = demo();
    const feed = await (await get('/demo/feed.xml')).text();
    const paths = matchesOf(feed, /<link>http:\/\/127\.0\.0\.1:8080([^<]+)<\/link>/g) as string[];
    const answers = await Promise.all(paths.map((path) => get(path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  });

  it('has no page for an edition to come, nor for an article that never was', async () => {
    const { clock, get } = demo();
    const edition = editionAt(clock.now());
    expect((await get(`/demo/articles/${edition + 1}/${REYKJAVIK_MEETING.slug}`)).status).toBe(404);
    expect((await get(`/demo/articles/${edition}/no-such`)).status).toBe(404);
    expect((await get(`/demo/articles/x/${REYKJAVIK_MEETING.slug}`)).status).toBe(404);
  });
});

describe('the main demonstration article', () => {
  const body = REYKJAVIK_MEETING.body(ORIGIN).html;

  it('holds both words in its running text, and neither in headline and summary', () => {
    expect(runningText(body)).toMatch(/\bArctic\b/);
    expect(runningText(body)).toMatch(/\bsanctions\b/);
    expect(REYKJAVIK_MEETING.headline + REYKJAVIK_MEETING.summary).not.toMatch(/arctic|sanction/i);
  });

  it('is several hundred words long', () => {
    expect(runningText(body).split(/\s+/).length).toBeGreaterThan(400);
  });

  it.each(DECOY_WORDS)('has %s in its picture or form and nowhere else in the feed', (word) => {
    expect(body.toLowerCase()).toContain(word);
    const everywhere = DEMO_ARTICLES.flatMap(({ headline, summary, body: text }) => [
      headline,
      summary,
      runningText(text(ORIGIN).html),
    ]);
    expect(everywhere.join(' ').toLowerCase()).not.toContain(word);
  });
});

it('no other demonstration article is about the main one’s subjects', () => {
  const others = DEMO_ARTICLES.filter((article) => article !== REYKJAVIK_MEETING);
  const text = others.map(({ headline, summary, body }) => headline + summary + body(ORIGIN).html).join(' ');
  expect(text).not.toMatch(/arctic|sanction|russia|reykjavik|iceland|embassy|pipeline/i);
});

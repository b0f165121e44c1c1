import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseOpml } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { type OpmlFeed, readOpml, writeOpml } from '../../../functions/adapters/opml/opml.ts';

const opml = (body: string) =>
  `<?xml version="1.0"?>\n<opml version="2.0"><head/><body>\n${body}\n</body></opml>`;

const feedsIn = (text: string) => {
  const result = readOpml(text);
  return result.kind === 'feeds' ? result.feeds : result;
};
const problemsIn = (text: string) => {
  const result = readOpml(text);
  return result.kind === 'feeds' ? result.problems : result;
};

describe('reading a list of feeds', () => {
  it('finds each feed with its name and its folders', () => {
    const text = opml(`<outline text="News"><outline title="World &amp; more">
      <outline type="rss" text="Example" title="ignored" xmlUrl="https://news.example/feed" htmlUrl="https://news.example/"/>
    </outline></outline>
    <outline xmlUrl="http://other.example/"/>`);
    expect(feedsIn(text)).toEqual([
      { url: 'https://news.example/feed', title: 'Example', tags: ['News', 'World & more'] },
      { url: 'http://other.example/', tags: [] },
    ]);
  });

  it('reads a feed once that stands in several folders, under its first name and with all folders', () => {
    const text = opml(`<outline text="A"><outline text="One" xmlUrl="https://news.example/feed"/></outline>
      <outline text="B"><outline text="Two" xmlUrl="HTTPS://news.example:443/feed#top"/></outline>`);
    expect(feedsIn(text)).toEqual([{ url: 'https://news.example/feed', title: 'One', tags: ['A', 'B'] }]);
  });

  it('takes attributes and elements however they are spelled', () => {
    expect(feedsIn('<OPML><body><Outline TEXT="X" XMLURL="https://news.example/"/></body></OPML>')).toEqual([
      { url: 'https://news.example/', title: 'X', tags: [] },
    ]);
  });

  it('reads what it can of a document that ends early or is wrongly nested', () => {
    const text = '<opml><body><outline text="A"><b><outline xmlUrl="https://one.example/"></b>';
    expect(feedsIn(text)).toEqual([{ url: 'https://one.example/', tags: ['A'] }]);
  });

  it('says which outlines are no feeds, and where, and reads the others', () => {
    const text = opml(`<outline type="rss" text="Lost"/>
<outline text="Old" xmlUrl="feed://old.example/rss"/>
<outline text="Mine" xmlUrl="https://me:secret@news.example/"/>
<outline text="Fine" xmlUrl="https://fine.example/"/>
<outline xmlUrl="gopher://hole.example/"/>`);
    expect(problemsIn(text)).toEqual([
      { line: 3, message: '"Lost" has no xmlUrl.' },
      { line: 4, message: expect.stringContaining('Perhaps https://old.example/rss') },
      { line: 5, message: expect.not.stringContaining('secret') },
      { line: 7, message: expect.stringContaining('not gopher') },
    ]);
    expect(feedsIn(text)).toHaveLength(1);
  });

  it.each([
    ['a page', '<!doctype html><html><body></body></html>', 'It begins with <html>, not <opml>.'],
    ['a feed', '<rss version="2.0"/>', 'It begins with <rss>, not <opml>.'],
    ['no XML', 'https://news.example/feed', 'It holds no XML.'],
    ['nothing', '', 'It holds no XML.'],
    ['far too much', ' '.repeat(11 * 1024 * 1024), 'The file is larger than 10 MiB.'],
  ])('says what %s is', (_, text, message) => {
    expect(readOpml(text)).toEqual({ kind: 'not-opml', message });
  });

  it('reads an empty list', () => {
    expect(readOpml(opml(''))).toEqual({ kind: 'feeds', feeds: [], problems: [] });
  });

  it('reads the list that the project brings, without a problem', () => {
    const list = readFileSync('infra/local/feeds.opml', 'utf8');
    expect(problemsIn(list)).toEqual([]);
    expect(feedsIn(list)).not.toEqual([]);
  });
});

describe('writing a list of feeds', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map(
    (text) =>
      // What XML cannot hold is not written, and names are shown on one line.
      `x${text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').replace(/\s+/g, ' ')}x`,
  );
  const someFeed = fc.record({
    url: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
    title: word,
    tags: fc.uniqueArray(word, { maxLength: 3 }),
  });
  const someFeeds = fc.uniqueArray(someFeed, { selector: ({ url }) => url, maxLength: 8 });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(someFeeds, (feeds) => {
        const byUrl = (list: readonly OpmlFeed[]) => [...list].sort((a, b) => (a.url < b.url ? -1 : 1));
        const result = readOpml(writeOpml(feeds));
        expect(result.kind === 'feeds' && byUrl(result.feeds)).toEqual(byUrl(feeds));
      }),
    );
  });

  it('gives a document that another reader of OPML understands', () => {
    const written = writeOpml([
      { url: 'https://news.example/?a=1&b="2"', title: '<News> & more', tags: ['World'] },
    ]);
    expect(parseOpml(written).body?.outlines).toMatchObject([
      { text: 'World', outlines: [{ text: '<News> & more', xmlUrl: 'https://news.example/?a=1&b="2"' }] },
    ]);
  });
});

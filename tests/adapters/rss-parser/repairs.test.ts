import { describe, expect, it } from 'vitest';
import { createFeedReader } from '../../../functions/adapters/rss-parser/feed-reader.ts';
import { read, readAtomEntry, readDocument, readItem, rss } from './read-feed.ts';

const titles = async (body: string) => (await readDocument(body)).entries.map(({ title }) => title);

describe('a broken document', () => {
  it('is read with bare ampersands, undeclared entities and an undeclared prefix', async () => {
    const entry = await readItem(
      '<title>Fish & Chips &nbsp;&eacute; &unknown;</title><dc:creator>R&D</dc:creator>',
    );
    expect(entry).toMatchObject({ title: 'Fish & Chips é &unknown;', author: 'R&D' });
  });

  it('is read with text before its declaration', async () => {
    const document = await readDocument(`\ufeff \n junk <?xml version="1.0"?>${rss('<title>a</title>')}`);
    expect(document).toMatchObject({ complete: true, entries: [{ title: 'a' }] });
  });

  it('is read behind a warning of the server, and says so', async () => {
    const document = await readDocument(`<br/><b>Warning</b>: no disk ${rss('<title>a</title>')}`);
    expect(document.entries).toHaveLength(1);
    expect(document.repairs).toEqual(['Something else stood before the feed, beginning with <br>.']);
  });

  it('does not let an unclosed element swallow the fields and entries after it', async () => {
    const body = rss(
      '<title>one<link>https://a.example/1</link><guid>1</guid>',
      '<title>two</title><description>never closed',
      '<enclosure url="x"><title>three</title>',
      '<title>four</title>',
    );
    const document = await readDocument(body);
    expect(document.entries).toMatchObject([
      { title: 'one', url: 'https://a.example/1', id: '1' },
      { title: 'two', summary: 'never closed' },
      { title: 'three' },
      { title: 'four' },
    ]);
    expect(document.complete).toBe(true);
  });

  it('is read when items are never closed, or nested', async () => {
    const body = '<rss><channel><item><title>a</title><item><title>b</title></item></channel></rss>';
    expect(await titles(body)).toEqual(['a', 'b']);
  });

  it('keeps the entries beside one whose date, link or nesting cannot be read', async () => {
    const bad = `<title>bad</title><pubDate>\u0000never</pubDate><link>http://[</link><x>${'<y>'.repeat(500)}</x>`;
    expect(await titles(rss('<title>a</title>', bad, '<title>b</title>'))).toEqual(['a', 'bad', 'b']);
  });

  it('is incomplete when it ends early, and says so', async () => {
    const whole = rss('<title>a</title><guid>1</guid>', '<title>b</title><guid>2</guid>');
    const document = await readDocument(whole.slice(0, whole.indexOf('2</guid>')));
    expect(document).toMatchObject({ complete: false, repairs: ['The document ends early.'] });
    // Half a guid is no guid: the entry would be another when it comes whole.
    expect(document.entries.map(({ title }) => title)).toEqual(['a']);
  });

  it('keeps half a text of an entry that is known by its link', async () => {
    const document = await readDocument(
      '<rss><channel><item><link>https://a.example/</link><description>Half a sen',
    );
    expect(document.entries).toMatchObject([{ url: 'https://a.example/', summary: 'Half a sen' }]);
  });

  it('reads at most 2,000 entries, and is incomplete then', async () => {
    const document = await readDocument(
      rss(...Array.from({ length: 2_001 }, (_, n) => `<title>${n}</title>`)),
    );
    expect(document.entries).toHaveLength(2_000);
    expect(document).toMatchObject({ complete: false, repairs: ['Only the first 2000 entries were read.'] });
  });

  it('reads at most 2,000 items of JSON, and is incomplete then', async () => {
    const items = Array.from({ length: 2_001 }, (_, id) => ({ id: String(id) }));
    const document = await readDocument(JSON.stringify({ items }));
    expect(document.entries).toHaveLength(2_000);
    expect(document.complete).toBe(false);
  });
});

describe('entities', () => {
  const withSubset = (subset: string, title: string) =>
    readDocument(`<!DOCTYPE rss [${subset}]>${rss(`<title>${title}</title>`)}`);

  it('of a few plain characters are honoured', async () => {
    const { entries } = await withSubset('<!ENTITY deg "&#176;">', '20&deg;C');
    expect(entries[0]?.title).toBe('20°C');
  });

  it('that are nested or external are left as they stand, and this is said', async () => {
    const subset = '<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">';
    const { entries, repairs } = await withSubset(subset, '&b; &x;');
    expect(entries[0]?.title).toBe('&b; &x;');
    expect(repairs).toEqual([
      'Entities that are nested, external or long are declared; they were not expanded.',
    ]);
  });
});

describe('the fields of an entry', () => {
  it('are not taken from its source, its media or the feed around it', async () => {
    const entry = await readItem(
      '<source url="https://s.example/">Wire</source><media:content><media:title>Picture</media:title></media:content>' +
        '<image><title>Logo</title><link>https://l.example/</link></image><title>Own</title>',
    );
    expect(entry).toMatchObject({ title: 'Own', captions: ['Picture'] });
    expect(entry).not.toHaveProperty('url');
  });

  it('have the description of a video for text where there is no other', async () => {
    const inside =
      '<title>Video</title><media:group><media:description>Seen from above</media:description></media:group>';
    expect(await readAtomEntry(inside)).toMatchObject({ summary: 'Seen from above', captions: [] });
  });

  it('have an Atom text without type as HTML only where it is HTML', async () => {
    expect(await readAtomEntry('<summary>&lt;p&gt;a &amp;amp; b&lt;/p&gt;</summary>')).toMatchObject({
      summary: '<p>a &amp; b</p>',
    });
    expect(await readAtomEntry('<summary type="text">&lt;p&gt; is a tag</summary>')).toMatchObject({
      summary: '&lt;p&gt; is a tag',
    });
  });

  it('have a title in which `3 < 4` and an address in angle brackets are no HTML', async () => {
    const entry = await readItem('<title>3 &lt; 4, says &lt;ann@example.org></title>');
    expect(entry.title).toBe('3 < 4, says <ann@example.org>');
  });

  it('have inline tags where they stand in the text', async () => {
    const entry = await readItem('<description>One <b>two</b> three<br/>four</description>');
    expect(entry.summary).toBe('One <b>two</b> three<br>four');
  });

  it('are free of half surrogates and control characters, however written', async () => {
    const entry = await readItem('<title>a\u0007b&#xD800;c&#1;d\u0085e&#133;f</title>');
    expect(entry.title).toMatch(/^ab\ufffd?cd…e…f$/);
  });

  it('are read from UTF-8 that was encoded twice', async () => {
    const document = await readDocument(rss('<title>FÃ¼nf â€œSchiffeâ€\u009d in MÃ¼nchen</title>'));
    expect(document.entries[0]?.title).toBe('Fünf “Schiffe” in München');
    expect(document.repairs).toEqual(['Texts that were encoded as UTF-8 twice were decoded twice.']);
  });

  it.each(['CAFÉ…', 'MENÜ“', '“DRAMÄ…”', 'São Paulo', 'Ã', 'naïve — “quoted”', 'ÅÄÖ', 'Привет'])(
    'keep %s, which was encoded once',
    async (title) => {
      expect((await readItem(`<title>${title}</title>`)).title).toBe(title);
    },
  );

  it('have absolute web addresses without user or password, and no others', async () => {
    const url = async (link: string) => (await readItem(`<link>${link}</link>`)).url;
    expect(await url('../a b?c=ä')).toBe('https://feeds.example/a%20b?c=%C3%A4');
    expect(await url('http://user:secret@a.example/')).toBe('http://a.example/');
    expect(await url('javascript:alert(1)')).toBeUndefined();
    expect(await url('//b.example/x')).toBe('https://b.example/x');
    expect(await url(`https://a.example/${'x'.repeat(3_000)}`)).toBeUndefined();
    expect(await url('<![CDATA[https://a.example/?a=1&amp;b=2]]>')).toBe('https://a.example/?a=1&b=2');
  });

  it('have links relative to the feed itself where nobody says where the document was', async () => {
    const body =
      '<rss><channel xmlns:atom="http://www.w3.org/2005/Atom"><atom:link rel="self" href="https://s.example/a/feed"/>' +
      '<item><link>b</link><description>&lt;a href="c">d&lt;/a></description></item></channel></rss>';
    const result = await createFeedReader().read({ body: Buffer.from(body), url: 'about:blank' });
    expect(result).toMatchObject({
      document: {
        entries: [
          { url: 'https://s.example/a/b', summary: expect.stringContaining('https://s.example/a/c') },
        ],
      },
    });
  });

  it('mean nothing when they are called like parts of a JavaScript object', async () => {
    const entry = await readItem(
      '<__proto__ title="x">y</__proto__><constructor>z</constructor><title __proto__="p" constructor="q">ok</title>',
    );
    expect(entry.title).toBe('ok');
    expect(({} as Record<string, unknown>).title).toBeUndefined();
  });
});

describe('what is no feed', () => {
  it.each([
    ['', 'The document is empty.'],
    [' \n\t ', 'The document is empty.'],
    [
      '<!DOCTYPE html><html><head><title>Just a\n moment &amp; wait</title></head></html>',
      'It is a web page with the title “Just a moment & wait”, no feed.',
    ],
    ['<html><body>Hello</body></html>', 'It is a web page, no feed.'],
    ['<p>Hello</p>', 'Its outermost element is <p>; a feed begins with <rss>, <feed> or <rdf:RDF>.'],
    [
      '<urlset><url/></urlset>',
      'Its outermost element is <urlset>, a sitemap; a feed begins with <rss>, <feed> or <rdf:RDF>.',
    ],
    ['404 page not found', 'It is neither XML nor JSON; it begins with “404 page not found”.'],
    ['{"error": 5}', 'It is JSON, but no JSON Feed: it has no list of items.'],
    ['[1, 2]', 'It is JSON, but no JSON Feed: it has no list of items.'],
    ['{"items": [', 'It begins like JSON, but cannot be read as JSON.'],
  ])('%j: %s', async (body, reason) => {
    expect(await read(body)).toEqual({ kind: 'not-a-feed', reason });
  });

  it('is not a feed without entries, which is one', async () => {
    expect(await readDocument('<rss version="2.0"><channel/></rss>')).toMatchObject({
      entries: [],
      complete: true,
    });
  });
});

/** Documents that are made to hurt a parser: each ends with a value, in time linear in its length. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, readDocument, rss } from './read-feed.ts';

const SIZE = 250_000;
const fill = (piece: string, size = SIZE) => piece.repeat(Math.ceil(size / piece.length));
const item = (inside: string) => rss(`<title>hostile</title>${inside}`, '<title>after</title>');
const numbered = (count: number, write: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => write(n)).join('');

const laughs = numbered(9, (n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`);

/** Name → document. All that rss-parser, xml2js, sax or a regular expression took seconds or gigabytes for. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'unclosed br in a description': item(`<description>${fill('&lt;br')}</description>`),
  'unclosed br in content:encoded': item(`<content:encoded><![CDATA[${fill('<br ')}]]></content:encoded>`),
  'angle brackets': fill('<'),
  'angle brackets in a text': item(`<description><![CDATA[${fill('<')}]]></description>`),
  'nesting without end': fill('<a>'),
  'nesting in an entry': item(fill('<a>')),
  'nested markup': item(`<description>${fill('<b>')}</description>`),
  'nested escaped markup': item(`<description>${fill('&lt;div&gt;')}</description>`),
  'list items': item(`<description>${fill('&lt;li&gt;')}</description>`),
  'hidden elements': item(`<description>${fill('&lt;p hidden&gt;')}</description>`),
  'end tags that close nothing': item(
    `<description>${fill('&lt;i&gt;', 2_000)}${fill('&lt;/b&gt;')}</description>`,
  ),
  'nested namespaces': `<rss>${numbered(20_000, (n) => `<a xmlns:b${n}="c">`)}`,
  'nested bases': rss(fill('<a xml:base="b/">')),
  'many attributes': item(`<description ${numbered(40_000, (n) => `a${n}="x"`)}/>`),
  'one long attribute': item(`<link href="${fill('x')}"/>`),
  'many fields': item(fill('<category>x</category>')),
  'fields never closed': item(fill('<description>')),
  'items never closed': `<rss><channel>${fill('<item>')}`,
  'empty items': rss(fill('<item/>')),
  'comments never closed': item(fill('<!-- ')),
  'CDATA never closed': item(fill('<title><![CDATA[')),
  'ends of CDATA': item(`<description>${fill(']]>')}</description>`),
  ampersands: item(`<title>${fill('&')}</title>`),
  'spaces in a title': item(`<title>a${fill(' ')}b</title>`),
  'a long date': item(`<pubDate>${fill('1 ,')}</pubDate>`),
  'a long guid': item(`<guid>http://${fill('a')}</guid>`),
  'a long language': item(`<dc:language>${fill('a-')}</dc:language>`),
  'double encoding': item(`<title>${fill('Ã©')}</title>`),
  'a billion laughs': `<!DOCTYPE l [<!ENTITY lol "lol">${laughs}]>${item('<description>&lol9;</description>')}`,
  'quadratic blow-up': `<!DOCTYPE x [<!ENTITY a "12345678">]>${item(`<description>${fill('&a;')}</description>`)}`,
  declarations: `<!DOCTYPE rss [${fill('<!ENTITY a "b">')}]>${rss('')}`,
  'an unclosed quote in a declaration': `<!DOCTYPE rss [${fill('"')}`,
  'deep JSON': fill('['),
  'deep JSON in items': `{"items":${fill('[')}`,
};

describe('a hostile document', () => {
  // Each takes under 0.3 s on an idle core.
  it.each(Object.keys(DOCUMENTS))('%s ends with a value in bounded time', async (name) => {
    const body = Buffer.from(DOCUMENTS[name] ?? '');
    const before = process.cpuUsage();
    const result = await read(body);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(3_000);
    if (result.kind === 'feed' && result.document.complete && result.document.entries.length === 2) {
      expect(result.document.entries[1]?.title).toBe('after');
    }
  });

  it.each([
    'nested markup',
    'unclosed br in a description',
    'a billion laughs',
    'many fields',
    'nesting in an entry',
  ])('%s does not cost the entry after it', async (name) => {
    const { entries } = await readDocument(DOCUMENTS[name] ?? '');
    expect(entries.at(-1)?.title).toBe('after');
  });
});

/** Controls of C0 and C1, and halves of surrogate pairs. */
const UNCLEAN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Surrogate}]/u;

describe('the reader', () => {
  const pieces = fc.constantFrom(
    ...[
      '<rss version="2.0">',
      '<channel>',
      '<item>',
      '</item>',
      '</channel></rss>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
    ],
    ...[
      '<entry>',
      '</entry>',
      '<title>',
      '</title>',
      '<title type="xhtml">',
      '<link href="',
      '"/>',
      '<link>',
      '</link>',
      '<rdf:RDF>',
    ],
    ...[
      '<description>',
      '</description>',
      '<content type="html">',
      '</content>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?xml ?>',
    ],
    ...[
      '<!DOCTYPE x [<!ENTITY a "b">',
      ']>',
      '&a;',
      '&',
      '&#xD800;',
      '&lt;p&gt;',
      '<p>',
      '</p>',
      '<__proto__>',
      'xml:base="',
      '>',
    ],
    ...[
      '{"items":[',
      '{"id":"',
      '"}',
      ']}',
      ',',
      '\u0000',
      '\ud800',
      '\ufeff',
      '<html>',
      'xmlns=""',
      '<a:b c=d',
    ],
  );
  const document = fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 40 })
    .map((parts) => parts.join(''));

  it('answers any bytes with a value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ maxLength: 30 }),
        async (bytes, contentType) => {
          expect((await read(bytes, contentType)).kind).toMatch(/^(?:feed|not-a-feed)$/);
        },
      ),
    );
  });

  it('answers any mixture of what feeds are made of with a value, and gives clean texts', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (text) => {
        const result = await read(text);
        if (result.kind !== 'feed') return;
        for (const entry of result.document.entries) {
          const texts = [
            entry.title,
            entry.summary,
            entry.content,
            entry.author,
            entry.id,
            ...entry.categories,
          ];
          expect(texts.join('')).not.toMatch(UNCLEAN);
          expect(entry.url ?? 'https://').toMatch(/^https?:\/\//);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads every prefix of a document, and only the whole of it as complete', async () => {
    const whole = rss(
      '<title>a</title><guid>1</guid><description>b</description>',
      '<title>c</title><guid>2</guid>',
    );
    for (let length = 1; length <= whole.length; length++) {
      const result = await read(whole.slice(0, length));
      if (result.kind === 'feed') expect(result.document.complete).toBe(length === whole.length);
    }
  });
});

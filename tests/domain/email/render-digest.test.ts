import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../../functions/domain/email/compose-digest.ts';
import { encodedLength } from '../../../functions/domain/email/mime.ts';
import { renderDigest } from '../../../functions/domain/email/render-digest.ts';
import { aDigest, anEntry } from '../../support/a-digest.ts';
import { testKeyring } from '../../support/keyring.ts';

const sender = {
  name: 'Watchword',
  digestFrom: 'digest@alerts.example',
  transactionalFrom: 'hello@watch.example',
  postalAddress: '1 Harbour Street, Reykjavik',
  baseUrl: 'https://watch.example',
};
const links = { unsubscribe: 'https://watch.example/unsubscribe/U', web: 'https://watch.example/digest/W' };
const render = (
  over: Parameters<typeof aDigest>[0] = {},
  more: Partial<typeof links> & { missed?: string[] } = {},
) => renderDigest(aDigest(over), { sender, links: { ...links, ...more } });
const occurrences = (text: string, part: string) => text.split(part).length - 1;
const many = (count: number, over: Parameters<typeof anEntry>[0] = {}) =>
  Array.from({ length: count }, (_, index) => anEntry({ article: `a-${index}`, ...over }));

describe('the subject of a digest', () => {
  it('tells how many, for which rules, and the headline that most rules ask for', () => {
    const entries = [
      anEntry({ title: { text: 'A newer one', marks: [] } }),
      anEntry({
        title: { text: 'Ministers meet', marks: [] },
        rules: ['Arctic', 'sanctions'].map((text) => ({ text, fields: ['body'] })),
      }),
    ];
    expect(render({ entries }).subject).toBe('2 new for Arctic and sanctions: Ministers meet');
  });

  it('names of many rules the two that have most, and counts the others', () => {
    const rules = ['Arctic', 'oil', 'gas', 'ice'].map((text) => ({ text, fields: ['body'] }));
    const entries = [anEntry({ rules }), anEntry({ rules: rules.slice(2, 3) })];
    expect(render({ entries }).subject).toMatch(/^2 new for gas, Arctic and 2 more rules: /);
  });

  it('keeps what reads from right to left from reordering it', () => {
    const entry = anEntry({
      title: { text: 'محادثات أولى', marks: [] },
      rules: [{ text: 'عقوبات', fields: ['body'] }],
    });
    expect(render({ entries: [entry] }).subject).toBe(
      '1 new for \u2068عقوبات\u2069: \u2068محادثات أولى\u2069',
    );
  });
});

describe('both forms of a digest', () => {
  it.each(['html', 'text'] as const)('hold all that a reader needs: %s', (form) => {
    const coverage = {
      articles: 1_932,
      feeds: 50,
      failing: [{ title: 'Northern Post', since: Date.parse('2026-05-19T19:05:00Z') }],
    };
    const body = render({ coverage })[form];
    for (const part of [
      '1 new for Arctic',
      'Tuesday 19 May, 19:38 to 21:38, UTC',
      'Two foreign ministers hold first talks',
      'https://wire.example/talks',
      'Example Wire · wire.example · 20:38',
      'in the text',
      'Checked 1,932 articles from 49 of 50 feeds.',
      'Not read since 19:05: Northern Post.',
      'You get this because you asked for Arctic every hour.',
      '1 Harbour Street, Reykjavik',
      links.web,
    ]) {
      expect(body).toContain(part);
    }
    expect(occurrences(body, links.unsubscribe)).toBe(2);
    expect(occurrences(body, 'https://watch.example/manage')).toBe(2);
  });

  it('mark the words that matched', () => {
    const { html, text } = render();
    expect(html).toMatch(/an <mark [^>]*><b>Arctic<\/b><\/mark> Council/);
    expect(html).toMatch(/<code [^>]*>Arctic<\/code> in the text/);
    expect(text).toContain('an *Arctic* Council');
    expect(text).toContain('[Arctic] in the text');
  });

  it('say in which order the entries stand, where there are several', () => {
    expect(render().text).not.toContain('Newest first');
    const { html, text } = render({ entries: many(2) });
    expect([html, text].every((form) => form.includes('Newest first.'))).toBe(true);
  });

  it('open with the digests that may not have arrived', () => {
    const { html, text } = render(
      { missed: [`${Date.parse('2026-05-18T08:00:00Z')}-1`] },
      { missed: ['https://watch.example/digest/OLD'] },
    );
    expect(text).toContain('Monday 18 May, 08:00: https://watch.example/digest/OLD');
    expect(html.indexOf('/digest/OLD')).toBeLessThan(html.indexOf('Two foreign ministers'));
  });

  it('list at most eighty articles, and say where the rest stands', () => {
    const { html, text } = render({ entries: many(81, { snippets: [] }) });
    expect([occurrences(html, '<h2'), occurrences(text, 'https://wire.example/talks')]).toEqual([80, 80]);
    expect(text).toContain(`And 1 more on the web: ${links.web}`);
    expect(html).toContain('And 1 more on the web');
  });

  it('list the same articles, as many as 90 KiB of encoded HTML hold', () => {
    const snippet = { text: '北極評議会の会合'.repeat(40), marks: [[0, 2]] as [number, number][] };
    const { html, text } = render({ entries: many(80, { snippets: [snippet] }) });
    const listed = occurrences(html, '<h2');
    expect(listed).toBe(occurrences(text, 'https://wire.example/talks'));
    expect(text).toContain(`And ${80 - listed} more on the web`);
    expect(encodedLength(html)).toBeLessThanOrEqual(90 * 1024);
    expect(encodedLength(html)).toBeGreaterThan(85 * 1024);
  });

  it('hold eighty articles of usual length', () => {
    const words =
      'They met on the margins of a session of the Arctic Council in Reykjavik on Wednesday evening.';
    const usual = {
      title: { text: 'Two foreign ministers hold first talks in Reykjavik', marks: [] },
      link: 'https://wire.example/world/2021/05/19/two-foreign-ministers-hold-first-talks',
      snippets: [{ text: words, marks: [[44, 50]] as [number, number][] }],
    };
    expect(occurrences(render({ entries: many(80, usual) }).html, '<h2')).toBe(80);
  });
});

describe('the HTML of a digest', () => {
  it('loads nothing and runs nothing', () => {
    const { html } = render({ entries: many(3) });
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|video|form|input)\b|url\(|@import|\bon\w+=/i);
  });

  it('gives text from right to left its language, direction and side', () => {
    const entry = anEntry({ lang: 'ar', title: { text: 'محادثات', marks: [] } });
    expect(render({ entries: [entry] }).html).toMatch(
      /<h2 lang="ar" dir="rtl" style="[^"]*;text-align:right">/,
    );
  });

  it('shows hostile text as text, and links only web pages', () => {
    const entry = anEntry({
      title: { text: '<img src=x onerror=alert(1)> "&', marks: [] },
      link: 'javascript:alert(1)',
      source: '"><script>',
      lang: '"><x',
      rules: [{ text: '</code><b>', fields: ['body'] }],
    });
    const { html } = render({ entries: [entry] });
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;&amp;');
    expect(html).not.toMatch(/javascript:|<script|<x|<img/);
  });

  it('never breaks its markup, whatever feeds and rules hold', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    const entry = fc.record({ title: text, link: text, source: text, snippet: text, rule: text, lang: text });
    const tags = (html: string) =>
      [...html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*>/g)].map(([, end, name]) => `${end}${name}`);
    fc.assert(
      fc.property(entry, ({ title, link, source, snippet, rule, lang }) => {
        const hostile = anEntry({
          ...{ link, source, lang },
          title: { text: `x${title}`, marks: [] },
          snippets: [{ text: `x${snippet}`, marks: [[0, 1]] }],
          rules: [{ text: rule, fields: ['body'] }],
        });
        const plain = anEntry({
          title: { text: 'x', marks: [] },
          link: /^https?:/.test(link) ? link : 'mailto:x',
          snippets: [{ text: 'x', marks: [[0, 1]] }],
        });
        expect(tags(render({ entries: [hostile] }).html)).toEqual(tags(render({ entries: [plain] }).html));
      }),
    );
  });
});

it('composes to 7-bit lines of at most 998 octets, whatever feeds and rules hold', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(text, text, text, text, (title, link, rule, feed) => {
      const digest = aDigest({
        entries: [
          anEntry({ title: { text: title, marks: [] }, link, rules: [{ text: rule, fields: ['title'] }] }),
        ],
        coverage: { articles: 1, feeds: 1, failing: [{ title: feed, since: 0 }] },
      });
      const raw = composeDigest({ digest, to: 'reader@example.com', sender, keyring: testKeyring });
      const message = Buffer.from(raw).toString('latin1');
      expect(message).toMatch(/^(?:[\t\x20-\x7e]{0,998}\r\n)*$/);
      expect(message.split('\r\n\r\n')[0]?.match(/^(?:to|cc|bcc|from|subject):/gim)).toHaveLength(3);
    }),
    { numRuns: 60 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../functions/domain/text/html-text.ts';

const CASES: readonly (readonly [html: string, text: string, why: string])[] = [
  ['plain text', 'plain text', 'plain text as it is'],
  ['a < b and b > c', 'a < b and b > c', 'signs that are not markup'],
  ['AT&amp;T &eacute;t&#233; &#x5317;', 'AT&T été 北', 'entities, once'],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;', 'an escaped entity stays text'],
  ['<p>One.</p><p>Two.</p>', 'One.\n\nTwo.', 'paragraphs'],
  [
    '<p>One\ntwo</p>\n\n<div>three</div>',
    'One two\n\n  three'.replace('  three', 'three'),
    'line breaks of the source',
  ],
  ['one<br>two<br><br>three', 'one\ntwo\n\nthree', 'line breaks'],
  ['One.\n\nTwo <b>bold</b>.', 'One.\n\nTwo bold.', 'blank lines where there are no blocks'],
  ['<b>Arc</b>tic <i>ice</i>', 'Arctic ice', 'inline markup inside words'],
  ['<ul><li>one<li>two</ul>', 'one\n\ntwo', 'lists'],
  ['<td>one</td><td>two</td>', 'one\n\ntwo', 'cells'],
  ['x<script>var arctic</script><style>.arctic{}</style>y', 'xy', 'code'],
  [
    '<p>before</p><form><p>Your opinion</p><textarea>arctic</textarea></form><p>after</p>',
    'before\n\nafter',
    'forms',
  ],
  ['<div><form>inside</div>after', 'after', 'a form that is never closed ends with what it stands in'],
  [
    '<p>a <span hidden>secret</span><span style="color:red; display : none">secret</span>b</p>',
    'a b',
    'what is hidden',
  ],
  ['<p>a<!-- arctic -->b<noscript>arctic</noscript></p>', 'ab', 'comments and fallbacks'],
  ['北<ruby>極<rp>(</rp><rt>きょく</rt><rp>)</rp></ruby>', '北極', 'ruby readings'],
  ['<p>unclosed <b>markup', 'unclosed markup', 'unclosed markup'],
  ['</p></div>text</form>more', 'text\n\nmore', 'end tags without a start'],
  ['<a href="https://example.com/arctic" title="arctic">link</a>', 'link', 'attributes'],
  ['<title>arctic</title>text', 'text', 'titles of documents'],
];

describe('htmlText', () => {
  for (const [html, text, why] of CASES) {
    it(`${why}: ${html}`, () => {
      expect(htmlText(html).text.text.replace(/\n\s+/g, '\n\n').trim()).toBe(text.replace(/\n\s+/g, '\n\n'));
    });
  }

  it('sets captions and alternative texts apart, hidden ones excepted', () => {
    const html =
      '<p>Text</p><figure><img alt="Two &amp; ships"><figcaption>The <b>quayside</b>. Photo: AP</figcaption></figure>' +
      '<p>more</p><form><img alt="captcha"></form>';
    const { text, captions } = htmlText(html);
    expect(text.text.replace(/\n\s+/g, '|')).toBe('Text|more');
    expect(captions.map((caption) => caption.text)).toEqual(['Two & ships', 'The quayside. Photo: AP']);
    const source = captions.map((caption) => html.slice(...caption.toSource(0, caption.text.length)));
    expect(source).toEqual(['Two &amp; ships', 'The <b>quayside</b>. Photo: AP']);
  });

  it('finds the source of every word, entities and markup included, and the way back', () => {
    const html = '<p>The &Eacute;lys&eacute;e and <b>AT</b>&amp;T &NotEqualTilde; x</p>';
    const { text } = htmlText(html);
    for (const [word, source] of [
      ['Élysée', '&Eacute;lys&eacute;e'],
      ['AT&T', 'AT</b>&amp;T'],
      ['x', 'x'],
    ] as const) {
      const at = text.text.indexOf(word);
      const [start, end] = text.toSource(at, at + word.length);
      expect(html.slice(start, end)).toBe(source);
      expect(text.toText(start, end)).toEqual([at, at + word.length]);
    }
  });

  it('knows no place in the text for what is not shown', () => {
    const html = '<p>a</p><figcaption>quayside</figcaption><script>code</script><p>b</p>';
    const { text } = htmlText(html);
    for (const word of ['quayside', 'code', '<p>']) {
      const at = html.indexOf(word);
      expect(text.toText(at, at + word.length)).toBeUndefined();
    }
  });

  it('shows the same characters in text and source, whatever the markup', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<br>',
        '<b>',
        '</b>',
        '<form>',
        '</form>',
        '&amp;',
        '&eacute;',
        '<img alt="x">',
        '<figcaption>',
        '</figcaption>',
        '\n\n',
        ' ',
        '<',
        '&',
        '"',
        '<!--',
        '-->',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.join('');
        const { text, captions } = htmlText(html);
        for (const source of [text, ...captions]) {
          for (let at = 0; at < source.text.length; at++) {
            if (!/[\p{L}\p{N}]/u.test(source.text[at] ?? '')) continue;
            const [start, end] = source.toSource(at, at + 1);
            const shown = html.slice(start, end);
            expect(shown === source.text[at] || shown.startsWith('&')).toBe(true);
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 1_000) },
    );
  });

  for (const unit of [
    '<a>',
    '<p>',
    '</p>',
    '<form>',
    '<',
    '&',
    '&amp;',
    '<b x="',
    '<img alt="&amp;">',
    '<img alt=&amp>',
    '<!--',
    '<figcaption>',
    '<p></b>',
    '<br>',
    '</',
  ]) {
    it(`takes time in proportion to 300 kB of ${unit}`, () => {
      const html = unit.repeat(300_000 / unit.length);
      const started = performance.now();
      htmlText(html);
      // Measured 2–150 ms; anything quadratic takes minutes.
      expect(performance.now() - started).toBeLessThan(5_000);
    });
  }
});

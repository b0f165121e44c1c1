import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { safeHtml } from '../../../functions/adapters/rss-parser/safe-html.ts';

const safe = (html: string) => safeHtml(html, 'https://a.example/b/');
const REL = 'rel="noopener noreferrer nofollow"';

describe('safeHtml', () => {
  it.each([
    ['plain & simple < 3', 'plain &amp; simple &lt; 3'],
    ['<p>a &amp; b &lt;c&gt; &eacute;&#150;</p>', '<p>a &amp; b &lt;c&gt; é–</p>'],
    ['<a href="c?d=1&amp;e=2">x</a>', `<a href="https://a.example/b/c?d=1&amp;e=2" ${REL}>x</a>`],
    ['<a href="mailto:ann@example.org">x</a>', `<a href="mailto:ann@example.org" ${REL}>x</a>`],
    ['<a href="javascript:x">x</a><a href=" java\nscript:x">x</a>', '<a>x</a><a>x</a>'],
    ['<a href="data:text/html,x">x</a>', '<a>x</a>'],
    ['<img src="data:image/png;base64,AA" alt="a &quot;b&quot;">', '<img alt="a &quot;b&quot;">'],
    ['<script>alert(1)</script>a<style>b{}</style>', 'a'],
    ['<p style="display: none">secret</p><div hidden>secret</div>seen', 'seen'],
    ['<form><p>Sign up</p><form></form>x</form>after', 'after'],
    ['<div><form>Sign up</div>after', '<div></div>after'],
    ['<form><div>Sign up</div>more</form>after', 'after'],
    ['<p hidden>secret<p>seen', '<p>seen</p>'],
    ['<custom-card>a</custom-card><center>b</center>', 'a<div>b</div>'],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
    ['<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>'],
    ['<b><i>a</b>b</i>', '<b><i>a</i></b>b'],
    ['</p></div>a', 'a'],
    ['<div/>a<br/>b', '<div>a<br>b</div>'],
    ['<p dir="RTL" lang="ar" class="x" id="y">a</p>', '<p dir="rtl" lang="ar">a</p>'],
    ['<td colspan=2 onclick=x>a</td>', '<td colspan="2">a</td>'],
    ['a<!-- b --><![CDATA[c]]><?php d ?>e', 'ace'],
    ['<svg><a href="x">b</a></svg><math><mi>c</mi></math>d', 'd'],
    ['<b', ''],
    ['a <b', 'a '],
  ])('makes %j %j', (html, expected) => {
    expect(safe(html)).toBe(expected);
  });

  it('bounds nesting and keeps the text', () => {
    const html = safe(`${'<div>'.repeat(1_000)}deep${'</div>'.repeat(1_000)}`);
    expect(html.match(/<div>/g)).toHaveLength(64);
    expect(html).toContain('deep');
  });

  it('changes nothing that it has made safe before', () => {
    fc.assert(
      fc.property(hostileHtml, (html) => {
        const once = safe(html);
        expect(safe(once)).toBe(once);
      }),
    );
  });

  it('leaves no script, style, handler or foreign scheme in any combination of them', () => {
    fc.assert(fc.property(hostileHtml, (html) => expectHarmless(safe(html))));
  });

  const lists = '../shared/hostile/patt/XSS Injection/Intruders';
  it.skipIf(!existsSync(lists))('leaves nothing harmful of collected attacks (needs ../shared)', () => {
    const attacks = readdirSync(lists).flatMap((name) =>
      readFileSync(`${lists}/${name}`, 'utf8').split('\n'),
    );
    expect(attacks.length).toBeGreaterThan(500);
    for (const attack of attacks) expectHarmless(safe(attack));
    expectHarmless(safe(attacks.join('\n')));
  });
});

const hostileHtml = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '<',
          '>',
          '</',
          '/>',
          '"',
          "'",
          '=',
          '&',
          '&lt;',
          '&#',
          'javascript:',
          '<!--',
          '-->',
          '<![CDATA[',
          ']]>',
        ],
        ...[
          '<a href=',
          '<img src=x onerror=',
          '<p>',
          '</p>',
          '<script>',
          '</script>',
          '<style>',
          '<svg onload=x>',
        ],
        ...[
          '<form>',
          '</form>',
          '<li>',
          '<div hidden>',
          '</div>',
          '<textarea>',
          '<title>',
          '<iframe srcdoc="',
          '\u0000',
        ],
      ),
      fc.string({ maxLength: 6, unit: 'binary' }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

/** By another parser than the sanitiser's own loop. */
function expectHarmless(html: string): void {
  const parser = new Parser({
    onopentag(name, attributes) {
      expect(name).not.toMatch(
        /^(?:script|style|form|input|iframe|object|embed|svg|math|link|meta|base|template)$/,
      );
      for (const [key, value] of Object.entries(attributes)) {
        expect([
          'href',
          'src',
          'rel',
          'alt',
          'title',
          'start',
          'colspan',
          'rowspan',
          'datetime',
          'dir',
          'lang',
        ]).toContain(key);
        if (key === 'href' || key === 'src') expect(value).toMatch(/^(?:https?:\/\/|mailto:)/i);
      }
    },
    oncomment: () => expect.unreachable('a comment'),
  });
  parser.write(html);
  parser.end();
}

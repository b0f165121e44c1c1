import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeHtml, html, raw } from '../../functions/domain/html.ts';

it('escapes a value in an element and in an attribute', () => {
  const text = `"><script>alert('x')</script>&amp;`;
  expect(html`<a title="${text}">${text}</a>`.html).toBe(
    `<a title="${escapeHtml(text)}">${escapeHtml(text)}</a>`,
  );
  expect(escapeHtml(text)).toBe('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;');
});

it('inserts HTML, lists and numbers, and shows nothing for what is absent', () => {
  const items = [1, 2].map((n) => html`<li>${n}</li>`);
  expect(html`<ul>${items}</ul>${null}${undefined}${false}${raw('<hr>')}`.html).toBe(
    '<ul><li>1</li><li>2</li></ul><hr>',
  );
});

it('lets no text open a tag, close an attribute or start an entity', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
    }),
  );
});

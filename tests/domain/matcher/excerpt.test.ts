import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../functions/domain/article/article.ts';
import { evaluate } from '../../../functions/domain/matcher/evaluate.ts';
import { excerpt } from '../../../functions/domain/matcher/excerpt.ts';
import { MAX_MATCH_ROW_BYTES, type MarkedText } from '../../../functions/domain/matcher/match-row.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { anyArticle, anyRule, article } from './articles.ts';

function excerptOf(rule: string, from: Article) {
  const words = evaluate(parseRule(rule), from);
  if (!words) throw new Error(`${rule} does not match`);
  return excerpt(from, words);
}

/** The text with its marks in brackets. */
function marked({ text, marks }: MarkedText): string {
  return marks.reduceRight(
    (all, [start, end]) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`,
    text,
  );
}

const LONELY_SURROGATE = /\p{Surrogate}/u;

describe('excerpt', () => {
  it('shows the sentence that matched, with every word marked', () => {
    const body = '<p>First came others. The Arctic Council met in the <b>Arc</b>tic. Then more.</p>';
    expect(marked(excerptOf('arctic', article({ body })).snippet)).toBe(
      'The [Arctic] Council met in the [Arctic].',
    );
  });

  it('shows one sentence for all words where there is one, else one for each', () => {
    const body = '<p>Oil rose.</p><p>Gas fell, the bank said. Oil and gas are linked.</p>';
    expect(marked(excerptOf('oil gas', article({ body })).snippet)).toBe('[Oil] and [gas] are linked.');
    const apart = '<p>Oil rose. Coal too.</p><p>Nobody spoke.</p><p>Gas fell.</p>';
    expect(marked(excerptOf('gas oil', article({ body: apart })).snippet)).toBe('[Oil] rose. … [Gas] fell.');
  });

  it('shows a sentence once, however far apart its words stand', () => {
    const body = `Oil ${'rose and '.repeat(30)}gas fell. More.`;
    expect(marked(excerptOf('oil gas', article({ body })).snippet)).toBe(
      `[Oil] ${'rose and '.repeat(30)}[gas] fell.`,
    );
  });

  it('shows a phrase over the end of a sentence with both sentences', () => {
    expect(
      marked(excerptOf('"said the"', article({ body: 'So he said. The end came. More.' })).snippet),
    ).toBe('So he [said. The] end came.');
  });

  it('marks the headline, and shows no sentence when only the headline matched', () => {
    const shown = excerptOf(
      'blinken OR lavrov',
      article({ title: 'Blinken  meets\nLavrov', body: 'Nothing here.' }),
    );
    expect(marked(shown.title)).toBe('[Blinken] meets [Lavrov]');
    expect(shown.snippet).toEqual({ text: '', marks: [] });
    expect(shown.fields).toEqual(['title']);
  });

  it('names fields once, in order, a caption inside the body as caption', () => {
    const from = article({
      title: 'Arctic',
      summary: 'Arctic',
      body: 'Arctic arctic<figcaption>Quayside</figcaption>',
      tags: ['Arctic'],
    });
    expect(excerptOf('arctic tag:arctic caption:quayside', from).fields).toEqual([
      'title',
      'summary',
      'body',
      'caption',
      'tag',
    ]);
    expect(excerptOf('caption:quayside', from).snippet.text).toBe('');
  });

  it('cuts a long sentence at words around what matched', () => {
    const body = `${'before '.repeat(200)}the Arctic ${'after '.repeat(200)}`;
    const { snippet } = excerptOf('arctic', article({ body }));
    expect(marked(snippet)).toMatch(/^…(before )+the \[Arctic\] (after )+after…$/);
    expect(Buffer.byteLength(snippet.text)).toBeLessThanOrEqual(480);
    expect(Buffer.byteLength(snippet.text)).toBeGreaterThan(300);
  });

  it('shows two words far apart in one endless sentence, each in its place', () => {
    const body = `${'x '.repeat(300)}oil ${'y '.repeat(1_000)}gas ${'z '.repeat(300)}`;
    expect(marked(excerptOf('oil gas', article({ body })).snippet)).toMatch(
      /^…(x )+\[oil\] (y )*y… …(y )+\[gas\] (z )*z…$/,
    );
  });

  it('cuts text without spaces between its words', () => {
    const body = `${'科学者は昨日'.repeat(100)}北極の氷${'が溶けたと述べ'.repeat(100)}。`;
    const { snippet } = excerptOf('北極', article({ body }));
    expect(marked(snippet)).toContain('[北極]');
    expect(Buffer.byteLength(snippet.text)).toBeLessThanOrEqual(480);
  });

  it('takes time in proportion to one endless sentence full of matches', () => {
    const text = 'oil and gas '.repeat(25_000);
    const started = performance.now();
    excerptOf('oil gas', article({ title: text, summary: text, body: text }));
    // Measured 600 ms; it was minutes when each space looked back over all before it.
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it('fits a match row beside a long headline, link and source', () => {
    const from = article({
      ...{
        title: 'Схватка в Арктике '.repeat(50),
        body: 'Арктика '.repeat(500),
        url: `https://example.com/${'a'.repeat(200)}`,
      },
      source: 'The Long Named Times of Somewhere',
    });
    const { title, snippet } = excerptOf('арктика', from);
    const bytes = [title.text, snippet.text, from.url, from.source].reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      0,
    );
    expect(bytes).toBeLessThanOrEqual(MAX_MATCH_ROW_BYTES - 200);
    expect(title.text).toMatch(/^Схватка .*…$/);
  });

  it('shows what fits of a word longer than a row, never half a character', () => {
    const { snippet } = excerptOf('lead:#𐐀𐐀', article({ body: '#𐐀𐐀' }));
    expect(marked(snippet)).toBe('[#𐐀𐐀]');
    const long = '𐐀'.repeat(1_000);
    const cut = excerptOf(long, article({ body: `x ${long} y` })).snippet;
    expect(Buffer.byteLength(cut.text)).toBeLessThanOrEqual(480);
    expect(cut.text).not.toMatch(LONELY_SURROGATE);
    expect(cut.marks).toHaveLength(1);
  });

  it('marks ranges in order that lie in the text, within the bytes of a row', () => {
    fc.assert(
      fc.property(anyRule, anyArticle, (rule, from) => {
        let words: ReturnType<typeof evaluate>;
        try {
          words = evaluate(parseRule(rule), from);
        } catch {
          return;
        }
        if (!words) return;
        const { title, snippet, fields } = excerpt(from, words);
        for (const { text, marks } of [title, snippet]) {
          let last = 0;
          for (const [start, end] of marks) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        }
        expect(Buffer.byteLength(title.text + snippet.text)).toBeLessThanOrEqual(760);
        const inText = fields.includes('summary') || fields.includes('body');
        expect(snippet.marks.length > 0).toBe(inText);
        expect(title.marks.length > 0).toBe(fields.includes('title'));
      }),
      { numRuns: Number(process.env.RUNS ?? 1_000) },
    );
  });
});

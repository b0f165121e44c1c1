import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../functions/domain/matcher/evaluate.ts';
import { excerpt } from '../../../functions/domain/matcher/excerpt.ts';
import { formatRule } from '../../../functions/domain/rule/format.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { RuleSyntaxError } from '../../../functions/domain/rule/syntax-error.ts';
import { article, shown } from '../matcher/articles.ts';

const FOLDER = '../shared/hostile';
const absent = !existsSync(FOLDER);
const SUFFIXES = /\.(?:txt|json|dict|md)$/;

/** Every line of the lists, and each list whole. */
function hostileTexts(): readonly string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    SUFFIXES.test(name),
  );
  const lists = files.map((name) => readFileSync(join(FOLDER, name), 'utf8'));
  const strings = JSON.parse(readFileSync(join(FOLDER, 'blns/blns.json'), 'utf8')) as readonly string[];
  return [...lists, ...strings, ...new Set(lists.flatMap((list) => list.split('\n')))];
}

// The lists stand beside a checkout of this project's makers only; elsewhere these are skipped.
describe.skipIf(absent)('hostile text', () => {
  const texts = absent ? [] : hostileTexts();

  it('as a rule is taken or refused, with a suggestion that is taken', () => {
    expect(texts.length).toBeGreaterThan(3_000);
    for (const text of texts) {
      try {
        expect(parseRule(formatRule(parseRule(text)))).toEqual(parseRule(text));
      } catch (problem) {
        if (!(problem instanceof RuleSyntaxError)) throw problem;
        expect(() => parseRule(problem.suggestion), text).not.toThrow();
      }
    }
  }, 60_000);

  it('as an article is matched, and shown with its words marked', () => {
    const rule = parseRule('script OR alert OR "1" OR test OR http');
    for (const text of texts.filter(({ length }) => length < 50_000)) {
      const from = article({ title: text, summary: text, body: text, tags: [text] });
      const words = evaluate(rule, from);
      if (!words) continue;
      for (const word of words) expect(shown(from, word)).not.toBe('');
      const { title, snippet } = excerpt(from, words);
      expect(Buffer.byteLength(title.text + snippet.text)).toBeLessThanOrEqual(760);
    }
  }, 60_000);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../functions/domain/matcher/evaluate.ts';
import type { Pattern } from '../../../functions/domain/matcher/matcher.ts';
import { createPatternIndex } from '../../../functions/domain/matcher/pattern-index.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { patternOf } from '../../../functions/domain/rule/pattern.ts';
import type { Rule } from '../../../functions/domain/rule/rule.ts';
import { anyArticle, anyRule, article } from './articles.ts';

function rulesOf(texts: readonly string[]): readonly { rule: Rule; pattern: Pattern }[] {
  return texts.flatMap((text) => {
    try {
      const rule = parseRule(text);
      return [{ rule, pattern: patternOf(rule) }];
    } catch {
      return [];
    }
  });
}

const pattern = (text: string) => patternOf(parseRule(text));

describe('createPatternIndex', () => {
  it('matches what evaluating each rule from its tree matches, with the same words', () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 12 }),
        fc.array(anyArticle, { minLength: 1, maxLength: 4 }),
        (texts, articles) => {
          const rules = rulesOf(texts);
          const index = createPatternIndex();
          for (const each of rules) index.add(each.pattern);
          expect(index.rejected.size).toBe(0);
          for (const from of articles) {
            const matches = new Map(index.match(from).map((match) => [match.pattern, match.words]));
            for (const each of rules) expect(matches.get(each.pattern.id)).toEqual(evaluate(each.rule, from));
          }
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 1_000) },
    );
  });

  it('forgets what was removed and nothing else, in any order of adding and removing', () => {
    const steps = fc.array(fc.tuple(anyRule, fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(steps, anyArticle, (all, from) => {
        const grown = createPatternIndex();
        const left = new Map<string, Pattern>();
        for (const [text, adds] of all) {
          for (const each of rulesOf([text])) {
            if (adds) grown.add(each.pattern);
            else grown.remove(each.pattern.id);
            if (adds) left.set(each.pattern.id, each.pattern);
            else left.delete(each.pattern.id);
          }
        }
        const fresh = createPatternIndex();
        for (const each of left.values()) fresh.add(each);
        const ids = (index: typeof fresh) =>
          index
            .match(from)
            .map((match) => match.pattern)
            .sort();
        expect(grown.size).toBe(left.size);
        expect(ids(grown)).toEqual(ids(fresh));
      }),
      { numRuns: Number(process.env.RUNS ?? 500) },
    );
  });

  it('takes a pattern once, however often it is added', () => {
    const index = createPatternIndex();
    index.add(pattern('arctic'));
    index.add(pattern('ARCTIC'));
    expect(index.size).toBe(1);
    expect(index.match(article({ title: 'Arctic' }))).toHaveLength(1);
    index.remove(pattern('arctic').id);
    expect(index.match(article({ title: 'Arctic' }))).toEqual([]);
  });

  it('names a pattern that does not parse and goes on with the others', () => {
    const index = createPatternIndex();
    index.add({ id: 'broken', canonical: '"arctic' });
    index.add({ id: 'boundless', canonical: 'NOT arctic' });
    index.add(pattern('arctic'));
    expect([...index.rejected]).toEqual(['broken', 'boundless']);
    expect(index.size).toBe(1);
    expect(index.match(article({ title: 'Arctic' }))).toHaveLength(1);
    index.remove('broken');
    expect([...index.rejected]).toEqual(['boundless']);
  });
});

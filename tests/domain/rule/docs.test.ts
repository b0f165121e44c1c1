import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../functions/domain/matcher/evaluate.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { FIELD_NAMES } from '../../../functions/domain/rule/rule.ts';
import { RuleSyntaxError } from '../../../functions/domain/rule/syntax-error.ts';
import { article } from '../matcher/articles.ts';

const page = readFileSync('docs/rules.md', 'utf8');

/** The rows of all tables under this heading, cells without their code marks. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  return page
    .split('\n\n')
    .filter((block) => block.startsWith(heading))
    .flatMap((block) => block.split('\n').slice(2))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

describe('docs/rules.md', () => {
  const examples = rowsUnder('| Rule | Finds |');
  const mistakes = rowsUnder('| You type |');

  it('has examples and mistakes', () => {
    expect(examples.length).toBeGreaterThan(20);
    expect(mistakes.length).toBeGreaterThan(8);
  });

  for (const [rule = '', finds = '', misses = ''] of examples) {
    it(`${rule} finds what is marked in “${finds}”, and not “${misses}”`, () => {
      const title = finds.replaceAll('**', '');
      const marked = [...finds.matchAll(/\*\*(.*?)\*\*/g)].map((match) => match[1]);
      const words = evaluate(parseRule(rule), article({ title })) ?? [];
      expect(words.map(({ start, end }) => title.slice(start, end))).toEqual(marked);
      expect(evaluate(parseRule(rule), article({ title: misses }))).toBeUndefined();
    });
  }

  for (const [typed = '', , suggestion] of mistakes) {
    it(`${typed} is refused, with the suggestion of the page`, () => {
      try {
        parseRule(typed);
        expect.fail('the rule was taken');
      } catch (problem) {
        expect(problem).toBeInstanceOf(RuleSyntaxError);
        expect((problem as RuleSyntaxError).suggestion).toBe(suggestion);
      }
    });
  }

  it('names every field', () => {
    const named = rowsUnder('| Field |')
      .map(([field]) => field)
      .join(' ');
    for (const field of FIELD_NAMES) expect(named).toContain(`${field}:`);
  });

  it('shows only rules that are taken, but for those it calls mistakes or not there yet', () => {
    const text = page
      .slice(0, page.indexOf('## Limits'))
      .split('\n')
      .filter((line) => !line.startsWith('|'));
    const codes = [...text.join('\n').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
    const rules = codes.filter((code) => /[a-z]{3}/.test(code) && !/^(and|or|not)$|^npm|:$/.test(code));
    for (const rule of rules) expect(() => parseRule(rule), rule).not.toThrow();
    expect(rules.length).toBeGreaterThan(10);
  });
});

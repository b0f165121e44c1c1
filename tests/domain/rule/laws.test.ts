import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRule } from '../../../functions/domain/rule/format.ts';
import { parseCanonical, parseRule } from '../../../functions/domain/rule/parse.ts';
import { patternOf } from '../../../functions/domain/rule/pattern.ts';
import type { Rule } from '../../../functions/domain/rule/rule.ts';
import { RuleSyntaxError } from '../../../functions/domain/rule/syntax-error.ts';
import { anyText, ruleText, ruleWord } from './rule-texts.ts';

const RUNS = { numRuns: Number(process.env.RUNS ?? 1_000) };

function parsed(text: string): Rule | RuleSyntaxError {
  try {
    return parseRule(text);
  } catch (problem) {
    if (problem instanceof RuleSyntaxError) return problem;
    throw problem;
  }
}

describe('laws of the rules language', () => {
  it('a text is a rule, or is refused with a place inside it and a suggestion that is a rule', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const outcome = parsed(text);
        if (!(outcome instanceof RuleSyntaxError)) return;
        expect(outcome.offset).toBeGreaterThanOrEqual(0);
        expect(outcome.offset).toBeLessThanOrEqual(text.length);
        expect(outcome.message).not.toBe('');
        expect(outcome.expected).not.toBe('');
        expect(() => parseRule(outcome.suggestion)).not.toThrow();
      }),
      RUNS,
    );
  });

  it('parse(format(rule)) is the rule', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rule = parsed(text);
        if (rule instanceof RuleSyntaxError) return;
        expect(parsed(formatRule(rule))).toEqual(rule);
      }),
      RUNS,
    );
  });

  it('the canonical text of a pattern is a rule with the same pattern', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rule = parsed(text);
        if (rule instanceof RuleSyntaxError) return;
        const pattern = patternOf(rule);
        expect(patternOf(parseCanonical(pattern.canonical))).toEqual(pattern);
        expect(formatRule(parseCanonical(pattern.canonical))).toBe(pattern.canonical);
        expect(parsed(pattern.canonical)).not.toBeInstanceOf(RuleSyntaxError);
      }),
      RUNS,
    );
  });

  it('order, spacing, case, doubled terms and redundant parentheses do not change the pattern', () => {
    const term = fc.constantFrom(
      'arctic',
      'Straße',
      '"nord stream"',
      'title:oil',
      '-sport',
      '(a OR blinken)',
      'cease-fire',
      'US',
    );
    fc.assert(
      fc.property(fc.array(term, { minLength: 1 }), fc.array(term), fc.boolean(), (terms, again, or) => {
        const rule = ['sanctions', ...terms.map((each) => (or ? each.replace('-', '') : each))];
        const operator = or ? ' OR ' : ' ';
        const other = [...rule, ...again.filter((each) => rule.includes(each))]
          .reverse()
          .map((each, index) =>
            index % 2 ? `( ${each} )` : each.replace('arctic', 'ARCTIC').replace('nord', 'Nord '),
          );
        expect(patternOf(parseRule(other.join(or ? ' | ' : ' AND ')))).toEqual(
          patternOf(parseRule(rule.join(operator))),
        );
      }),
      RUNS,
    );
  });

  it('different words, quotes, fields, operators and cases of an exact word make different patterns', () => {
    const texts = [
      ...[
        'arctic',
        '"arctic"',
        '=arctic',
        '=Arctic',
        'title:arctic',
        'lead:arctic',
        'lead/10:arctic',
        'sanctions',
      ],
      ...[
        'arctic sanctions',
        'arctic OR sanctions',
        '"arctic sanctions"',
        'arctic -sanctions',
        'title:(arctic sanctions)',
      ],
      ...[
        'cease-fire',
        'ceasefire',
        '"cease fire"',
        '#climate',
        'climate',
        'C++',
        'C#',
        'oil/gas',
        'oilgas',
        '.NET',
        'net',
      ],
    ];
    expect(new Set(texts.map((text) => patternOf(parseRule(text)).id)).size).toBe(texts.length);
  });

  it('a word alone and in a rule with others have one canonical form', () => {
    fc.assert(
      fc.property(ruleWord, ruleText, (word, text) => {
        const alone = parsed(word);
        const both = parsed(`(${text}) AND (${word})`);
        if (alone instanceof RuleSyntaxError || alone.kind !== 'word') return;
        if (both instanceof RuleSyntaxError) return;
        expect(patternOf(both).canonical).toContain(patternOf(alone).canonical);
      }),
      RUNS,
    );
  });
});

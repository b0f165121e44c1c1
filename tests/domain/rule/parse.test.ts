import { describe, expect, it } from 'vitest';
import { formatRule } from '../../../functions/domain/rule/format.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { RuleSyntaxError } from '../../../functions/domain/rule/syntax-error.ts';

const ACCEPTED: readonly (readonly [rule: string, shown: string])[] = [
  ['arctic', 'arctic'],
  ['arctic blinken', 'arctic AND blinken'],
  ['arctic AND blinken', 'arctic AND blinken'],
  ['arctic OR antarctic', 'arctic OR antarctic'],
  ['arctic | antarctic', 'arctic OR antarctic'],
  ['arctic|antarctic', 'arctic OR antarctic'],
  ['arctic blinken OR lavrov', '(arctic AND blinken) OR lavrov'],
  ['arctic (blinken OR lavrov)', 'arctic AND (blinken OR lavrov)'],
  ['arctic -sport', 'arctic AND NOT sport'],
  ['arctic NOT sport', 'arctic AND NOT sport'],
  ['arctic AND NOT sport', 'arctic AND NOT sport'],
  ['arctic –sport', 'arctic AND NOT sport'],
  ['arctic -(sport OR weather)', 'arctic AND NOT (sport OR weather)'],
  ['arctic -"ice hockey"', 'arctic AND NOT "ice hockey"'],
  ['arctic (sanctions OR NOT sport)', 'arctic AND (sanctions OR (NOT sport))'],
  ['"Nord   Stream 2"', '"Nord Stream 2"'],
  ['“Nord Stream 2”', '"Nord Stream 2"'],
  ['„Nord Stream 2“', '"Nord Stream 2"'],
  ['«Северный поток»', '"Северный поток"'],
  ['title:arctic', 'title:arctic'],
  ['Title: arctic', 'title:arctic'],
  ['intitle:arctic', 'title:arctic'],
  ['title:"nord stream"', 'title:"nord stream"'],
  ['title:(oil OR gas) -sport', 'title:(oil OR gas) AND NOT sport'],
  ['-title:sport arctic', 'NOT title:sport AND arctic'],
  ['lead:arctic', 'lead:arctic'],
  ['lead/60:arctic', 'lead:arctic'],
  ['lead/100:arctic', 'lead/100:arctic'],
  ['site:bbc.co.uk', 'site:bbc.co.uk'],
  ['url:https://example.com/world', 'url:https://example.com/world'],
  ['lang:en arctic', 'lang:en AND arctic'],
  ['=US', '=US'],
  ['="Us"', '="Us"'],
  ['title:=US', 'title:=US'],
  ['arctic, antarctic', 'arctic AND antarctic'],
  ['1,000 dead', '1,000 AND dead'],
  ['arctic or blinken', 'arctic AND or AND blinken'],
  ['Arctic Or near', 'Arctic AND Or AND near'],
  ['"Who is he?"', '"Who is he?"'],
  ['"the"', '"the"'],
  ['WHO', 'WHO'],
  ['X', 'X'],
  ['10:30', '10:30'],
  ['AT&T', 'AT&T'],
  ['北', '北'],
  ['（arctic OR 北極）｜ sanctions', '(arctic OR 北極) OR sanctions'],
];

type Refusal = readonly [rule: string, kind: string, offset: number, suggestion: string];

const REFUSED: readonly Refusal[] = [
  ['', 'empty', 0, 'arctic sanctions'],
  ['  , ', 'empty', 0, 'arctic sanctions'],
  ['"arctic', 'unbalanced-quote', 0, '"arctic"'],
  ['oil "', 'unbalanced-quote', 4, 'oil'],
  ['oil (gas OR coal', 'unbalanced-parenthesis', 4, 'oil (gas OR coal)'],
  ['oil gas)', 'unbalanced-parenthesis', 7, 'oil gas'],
  ['oil ()', 'missing-operand', 5, 'oil'],
  ['oil AND', 'missing-operand', 7, 'oil'],
  ['OR oil', 'missing-operand', 0, 'oil'],
  ['oil OR OR gas', 'missing-operand', 7, 'oil OR gas'],
  ['oil NOT', 'missing-operand', 7, 'oil'],
  ['oil - gas', 'missing-operand', 4, 'oil -gas'],
  ['oil NOT NOT gas', 'missing-operand', 8, 'oil NOT gas'],
  ['oil = gas', 'missing-operand', 4, 'oil gas'],
  ['title:', 'missing-operand', 6, 'title'],
  ['&', 'no-word', 0, 'arctic sanctions'],
  ['oil && gas', 'no-word', 4, 'oil AND gas'],
  ['oil ""', 'no-word', 4, 'oil'],
  ['🚢 oil', 'no-word', 0, 'oil'],
  ['https://www.bbc.co.uk/news', 'no-word', 0, 'site:bbc.co.uk'],
  ['me@example.com oil', 'no-word', 0, 'oil'],
  ['titel:oil', 'unknown-field', 0, 'title:oil'],
  ['oil sumary:gas', 'unknown-field', 4, 'oil summary:gas'],
  ['Wars: oil', 'unknown-field', 0, 'wars oil'],
  ['title/5:oil', 'unknown-field', 0, 'title:oil'],
  ['lead/0:oil', 'field-value', 0, 'lead:oil'],
  ['lead/1001:oil', 'field-value', 0, 'lead:oil'],
  ['title:-oil', 'field-value', 6, 'arctic -title:oil'],
  ['title:(oil OR body:gas)', 'field-value', 14, 'title:(oil OR gas)'],
  ['title:body:oil', 'field-value', 6, 'body:oil'],
  ['-sport', 'only-negations', 0, 'arctic -sport'],
  ['-sport -weather', 'only-negations', 0, 'arctic -sport -weather'],
  ['oil OR NOT gas', 'only-negations', 7, 'oil AND NOT gas'],
  ['oil OR -gas', 'only-negations', 7, 'oil AND -gas'],
  ['the', 'only-common-words', 0, '"the"'],
  ['of and the', 'only-common-words', 0, '"of" and the'],
  ['title:a', 'only-common-words', 6, 'title:"a"'],
  ['sanct*', 'not-supported', 0, 'sanct'],
  ['oil wom?n', 'not-supported', 4, 'oil womn'],
  ['*', 'not-supported', 0, 'arctic sanctions'],
  ['oil NEAR/3 price', 'not-supported', 4, 'oil AND price'],
  ['oil NEAR price', 'not-supported', 4, 'oil AND price'],
  ['oil NOT NEAR/3 price', 'not-supported', 4, 'oil AND NOT price'],
  ['oil ONEAR/3 price', 'not-supported', 4, 'oil AND price'],
  ['oil NEAR/S price', 'not-supported', 4, 'oil AND price'],
  ['oil BEFORE price', 'not-supported', 4, 'oil AND price'],
  ['oil AROUND(10) price', 'not-supported', 4, 'oil AND price'],
  ['"oil price"~10', 'not-supported', 0, '"oil price"'],
  ['"new * pipeline"', 'not-supported', 0, '"new pipeline"'],
  ['"sanct* relief"', 'not-supported', 0, '"sanct relief"'],
  ['2 OF (oil, gas, coal)', 'not-supported', 0, '(oil OR gas OR coal)'],
  ['ATLEAST/3 oil', 'not-supported', 0, 'oil'],
  ['oil words:>300', 'not-supported', 4, 'oil'],
  ['/nord\\s?stream/', 'not-supported', 0, '"nord s stream"'],
  ['arctic?', 'not-supported', 0, 'arctic'],
];

function refusal(rule: string): RuleSyntaxError {
  try {
    parseRule(rule);
  } catch (problem) {
    if (problem instanceof RuleSyntaxError) return problem;
  }
  throw new Error(`not refused: ${rule}`);
}

describe('parseRule', () => {
  for (const [rule, shown] of ACCEPTED) {
    it(`takes ${rule} as ${shown}`, () => {
      expect(formatRule(parseRule(rule))).toBe(shown);
    });
  }

  for (const [rule, kind, offset, suggestion] of REFUSED) {
    it(`refuses ${rule || 'nothing'} at ${offset} as ${kind} and suggests ${suggestion}`, () => {
      const problem = refusal(rule);
      expect([problem.kind, problem.offset, problem.suggestion]).toEqual([kind, offset, suggestion]);
    });
  }

  it('takes parentheses 20 deep and refuses the 21st', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}oil${')'.repeat(depth)}`;
    expect(formatRule(parseRule(nested(20)))).toBe('oil');
    expect(refusal(nested(21))).toMatchObject({ kind: 'too-deep', offset: 20, suggestion: 'oil' });
  });

  it('takes 5,000 characters, an astral one as one, and refuses the next', () => {
    const word = (length: number) => '𐐀'.repeat(length);
    expect(parseRule(word(5_000)).kind).toBe('word');
    expect(refusal(word(5_001))).toMatchObject({ kind: 'too-long', offset: 10_000 });
  });

  it('takes 250 terms and refuses the 251st where it stands', () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
    expect(parseRule(words(250))).toMatchObject({ of: { length: 250 } });
    expect(refusal(words(251))).toMatchObject({
      kind: 'too-many-terms',
      offset: words(250).length + 1,
      suggestion: words(250),
    });
  });

  for (const unit of [
    'a',
    '(',
    ')',
    '"',
    '-',
    '- ',
    'a OR ',
    'title:',
    'a,',
    '=',
    '&',
    '*',
    'NEAR/',
    '1 OF (',
    '"a"~',
    '/',
    "a'",
    'a-',
    'é',
    '北',
    'a@',
  ]) {
    it(`answers a megabyte of ${unit} at once`, () => {
      const text = unit.repeat(1_000_000 / unit.length);
      const started = performance.now();
      expect(refusal(text).suggestion).not.toBe('');
      // Measured below 150 ms; the length is refused first, and what is left is 5,000 characters.
      expect(performance.now() - started).toBeLessThan(3_000);
    });
  }

  for (const unit of [
    '(',
    '"',
    '- ',
    'a OR ',
    'title:',
    '=',
    '*a',
    'NEAR ',
    '1 OF (',
    '"a"~',
    '/a',
    'a(',
    'words: ',
    'NOT ',
    'x.y/',
  ]) {
    it(`answers 5,000 characters of ${unit} at once`, () => {
      const text = unit.repeat(5_000 / unit.length);
      const started = performance.now();
      try {
        parseRule(text);
      } catch (problem) {
        expect(problem).toBeInstanceOf(RuleSyntaxError);
      }
      expect(performance.now() - started).toBeLessThan(2_000);
    });
  }
});

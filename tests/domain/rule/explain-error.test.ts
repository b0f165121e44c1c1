import { describe, expect, it } from 'vitest';
import { explainError } from '../../../functions/domain/rule/explain-error.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';
import { RuleSyntaxError } from '../../../functions/domain/rule/syntax-error.ts';

function explained(text: string): readonly string[] {
  try {
    parseRule(text);
  } catch (problem) {
    if (problem instanceof RuleSyntaxError) return explainError(text, problem).split('\n');
  }
  throw new Error('the rule was taken');
}

describe('explainError', () => {
  it('says what is wrong, where, what was expected and what to type instead', () => {
    expect(explained('oil titel:gas')).toEqual([
      'There is no field “titel”.',
      '  oil titel:gas',
      '      ^',
      expect.stringMatching(/^Expected: one of title: /),
      'Try: oil title:gas',
    ]);
  });

  it('keeps the caret below the place behind wide characters and combining marks', () => {
    expect(explained('北極 e\u0301 titel:x')[2]).toBe('         ^');
  });

  it('shows the neighbourhood of a place far inside, on one line and without control characters', () => {
    const [, line = '', caret = ''] = explained(`${'oil '.repeat(100)}\n\u001b[31m titel:gas`);
    expect(line.length).toBeLessThan(125);
    expect(line).not.toContain('\u001b');
    expect(line.slice(caret.length - 1)).toMatch(/^titel:gas/);
  });
});

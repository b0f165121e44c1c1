import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../../functions/domain/subscriber/read-rules.ts';

const read = (text: string, most = 10) => readRules({ field: 'rules', text, most });

describe('rules, one a line', () => {
  it('are kept as typed without the space around them; empty lines do not count', () => {
    expect(read('  Arctic \r\n\r\n"Nord Stream 2"\n')).toMatchObject({
      kind: 'ok',
      rules: [{ text: 'Arctic' }, { text: '"Nord Stream 2"' }],
    });
  });

  it('that are equal share a pattern', () => {
    const result = read('arctic\nArctic');
    const patterns = result.kind === 'ok' ? result.rules.map(({ pattern }) => pattern) : [];
    expect(new Set(patterns).size).toBe(1);
  });

  it('are all checked, and each error has its line and its place within it', () => {
    const result = read('Arctic\n\n  (oil\ngas AND');
    expect(result.kind === 'invalid' && result.errors.map(({ line, offset }) => [line, offset])).toEqual([
      [3, 2],
      [4, expect.any(Number)],
    ]);
  });

  it('beyond the most there may be are one error, at the first of them', () => {
    expect(read('a1\nb1\n\nc1\nd1', 2)).toMatchObject({
      kind: 'invalid',
      errors: [{ line: 4, kind: 'too-many-rules', expected: 'at most 2 rules' }],
    });
  });

  it('that are none are an error', () => {
    expect(read(' \n ')).toMatchObject({ kind: 'invalid', errors: [{ kind: 'empty', line: 1, offset: 0 }] });
  });

  it('never throw, whatever is typed; errors point into their line, and suggestions are right', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const result = read(text);
        if (result.kind === 'ok') return;
        for (const { line = 1, offset, suggestion } of result.errors) {
          const own = text.split(/\r\n|\r|\n/)[line - 1] ?? '';
          if (offset !== undefined) expect(offset).toBeLessThanOrEqual(own.length);
          if (suggestion !== undefined) expect(read(suggestion).kind).toBe('ok');
        }
      }),
    );
  });
});

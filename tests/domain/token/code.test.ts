import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_BYTES, codeFrom, codeHash, isCode } from '../../../functions/domain/token/code.ts';

describe('confirmation codes', () => {
  it('have six digits, whatever was drawn', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }), (bytes) => {
        expect(codeFrom(bytes)).toMatch(/^\d{6}$/);
      }),
    );
    expect(codeFrom(new Uint8Array(CODE_BYTES))).toBe('000000');
  });

  it.each(['012345', ' 012345 ', '012 345', '012-345', '０１２３４５'])(
    'are known when typed as "%s"',
    (typed) => {
      expect(isCode('token', typed, codeHash('token', '012345'))).toBe(true);
    },
  );

  it.each(['12345', '', '012346', '0123456', 'abcdef'])('are not known when typed as "%s"', (typed) => {
    expect(isCode('token', typed, codeHash('token', '012345'))).toBe(false);
  });

  it('belong to one token', () => {
    expect(isCode('other', '012345', codeHash('token', '012345'))).toBe(false);
  });
});

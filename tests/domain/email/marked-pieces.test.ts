import fc from 'fast-check';
import { expect, it } from 'vitest';
import { piecesOf } from '../../../functions/domain/email/marked-pieces.ts';

it('pieces make up the text, whatever the marks', () => {
  const mark = fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 }));
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(mark, { maxLength: 5 }), (text, marks) => {
      const pieces = piecesOf({ text, marks });
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(pieces.every((piece) => piece.text !== '')).toBe(true);
    }),
  );
});

it('pieces are marked where the marks say', () => {
  const text = 'an Arctic Council';
  expect(piecesOf({ text, marks: [[3, 9]] })).toEqual([
    { text: 'an ', marked: false },
    { text: 'Arctic', marked: true },
    { text: ' Council', marked: false },
  ]);
});

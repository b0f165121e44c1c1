import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanMarked, cleanText, shorten } from '../../../functions/domain/email/clean-text.ts';

describe('clean text', () => {
  it.each([
    [
      '  one\r\n\t two\u0085three\u2028four\u00a0 five ',
      'one two three four five',
      'white space becomes one space',
    ],
    ['a\u0092b\u0000c\u001bd\u007f', 'abcd', 'C0 and C1 controls go'],
    ['evil\u202etxt.exe\u2066x\u2069\u200e\u061c', 'eviltxt.exex', 'bidi controls go'],
    ['z\u200be\ufeffr\u2060o\u00ad', 'zero', 'what is invisible goes'],
    ['hi\u{e0041}\u{e007f}', 'hi', 'tag characters go'],
    ['a\ud800b\udc00c\uffff', 'abc', 'lone surrogates and noncharacters go'],
    ['pay\u200cpal', 'paypal', 'joiners between Latin letters go'],
    ['می\u200cخواهم', 'می\u200cخواهم', 'joiners that shape Persian stay'],
    ['👩\u200d🚀 👩🏽\u200d🚀', '👩\u200d🚀 👩🏽\u200d🚀', 'joiners of emoji stay'],
  ])('%j is shown as %j: %s', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('moves marks with their words and drops marks of nothing', () => {
    const text = ' \u202eThe  Arc\u200btic\u0000 \u200b Council';
    const start = text.indexOf('Arc');
    const marks = [
      [start, start + 7],
      [start + 7, start + 8],
      [text.indexOf('Council'), text.length],
    ] as const;
    const clean = cleanMarked({ text, marks });
    expect(clean.text).toBe('The Arctic Council');
    expect(clean.marks.map(([from, to]) => clean.text.slice(from, to))).toEqual(['Arctic', 'Council']);
  });

  it('is the same when cleaned again, well-formed, in one line, and keeps marks in range and order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const clean = cleanMarked({ text, marks: [[start, end]] });
        expect(cleanText(clean.text)).toBe(clean.text);
        expect(clean.text).not.toMatch(/[\p{Cc}\p{Surrogate}\u202a-\u202e]|^\s|\s$|\s\s/u);
        for (const [from, to] of clean.marks) expect(from < to && to <= clean.text.length).toBe(true);
      }),
    );
  });
});

describe('shortened text', () => {
  it('counts what people count as characters and never cuts one', () => {
    expect(shorten('👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 2)).toBe('👩🏽‍🚀…');
    expect(shorten('five!', 5)).toBe('five!');
    expect(shorten('more than five', 5)).toBe('more…');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../functions/domain/text/fold.ts';

const TABLE: readonly (readonly [script: string, pairs: string])[] = [
  ['Latin marks', 'é=e ñ=n å=a Ü=u ç=c ž=z ő=o ơ=o ệ=e ș=s ğ=g ā=a e\u0301=e q\u0307=q'],
  [
    'Latin letters without decomposition',
    'ß=ss ẞ=ss ø=o Ø=o æ=ae œ=oe ł=l Ł=l đ=d þ=th Þ=th ð=d ħ=h ŧ=t ı=i İ=i ŉ=n',
  ],
  ['Compatibility forms', 'ﬁ=fi ﬄ=ffl ĳ=ij ſ=s Ａ=a １=1 ² =2 ª=a ℓ=l ǆ=dz'.replace('² ', '²')],
  ['Greek', 'ά=α ΐ=ι ϋ=υ ς=σ Σ=σ Ώ=ω ὦ=ω'],
  ['Cyrillic', 'ё=е Ё=е й=й Й=й и\u0306=й ї=ї ў=ў ѓ=ѓ ѝ=и а\u0301=а'],
  ['Arabic', 'أ=ا إ=ا آ=ا ٱ=ا ى=ي ة=ه ؤ=و ئ=ي ک=ك ی=ي كِتَاب=كتاب كـتاب=كتاب ﻻ=لا'],
  ['Hebrew', 'שָׁלוֹם=שלום'],
  ['Arabic presentation forms', 'ﹷ= ﻛ=ك'],
  ['Digits', '٣=3 ۴=4 ५=5 ๗=7 ９=9 𝟛=3'],
  ['Kana', 'ｶﾞ=ガ が=が か\u3099=が パ=パ'],
  ['Hangul', '\u1112\u1161\u11ab=한'],
  ['Marks that are part of the letter', 'क्या=क्या ที่=ที่'],
];

describe('fold', () => {
  for (const [script, pairs] of TABLE) {
    it(`${script}: ${pairs}`, () => {
      for (const pair of pairs.split(' ')) {
        const [written = '', folded = ''] = pair.split('=');
        expect(`${written}=${fold(written)}`).toBe(`${written}=${folded.normalize('NFC')}`);
      }
    });
  }

  it('makes invisible characters vanish', () => {
    expect(fold('soft\u00adhyphen')).toBe('softhyphen');
    expect(fold('zero\u200bwidth\u200d\ufeff')).toBe('zerowidth');
  });

  it('folds a folded word to itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (word) => {
        expect(fold(fold(word))).toBe(fold(word));
      }),
      { numRuns: Number(process.env.RUNS ?? 2_000) },
    );
  });

  it('folds every letter alone to a fixed point', () => {
    for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
      const folded = fold(String.fromCodePoint(codePoint));
      if (fold(folded) !== folded)
        expect.fail(`U+${codePoint.toString(16)} folds to ${folded}, then to ${fold(folded)}`);
    }
  });

  it('folds capitals as small letters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'äößÉŁØŒçñЁЙΆΣИЖ'), fc.constantFrom(...'aĄžЯΩ'), (a, b) => {
        expect(fold(`${a}${b}`.toUpperCase())).toBe(fold(`${a}${b}`.toLowerCase()));
      }),
    );
  });
});

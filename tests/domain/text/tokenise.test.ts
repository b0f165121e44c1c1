import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../functions/domain/text/fold.ts';
import { tokenise } from '../../../functions/domain/text/tokenise.ts';
import { ruleWord } from '../rule/rule-texts.ts';

/** Terms by position, forms of one position joined by “|”. */
function shown(text: string): string {
  const places = new Map<number, string[]>();
  for (const { term, position } of tokenise(text))
    places.set(position, [...(places.get(position) ?? []), term]);
  return [...places.values()].map((terms) => terms.join('|')).join(' ');
}

const CASES: readonly (readonly [text: string, tokens: string, why: string])[] = [
  ['The training of AI.', 'the training of ai', 'whole words'],
  [
    "Russia's sanctions, Moscow’s reply, the ministers' talks",
    'russia sanctions moscow reply the ministers talks',
    'possessives',
  ],
  ["RUSSIA'S US's 1990's", 'russia us 1990', 'possessives in capitals and behind numbers'],
  [
    "l'Ukraine dell’Italia d'État qu’il aujourd'hui",
    'l ukraine dell italia d etat qu il aujourdhui',
    'elision',
  ],
  ["don't O'Brien Hawai'i rock'n'roll", 'dont obrien hawaii rocknroll', 'apostrophes inside words'],
  ['U.S. U.N and a.m. but J. Smith', 'us un and am but j smith', 'acronyms'],
  ['J.F.Kennedy said U.S.-led', 'jf kennedy said usled|us led', 'acronyms beside words'],
  ['1,000 1,000,000 3.5 1,5 2021,2022 1,0000', '1000 1000000 3.5 1,5 2021 2022 1 0000', 'numbers'],
  ['3.5bn 19th G20 £5m 50% v2.0', '3.5bn 19th g20 5m 50 v2.0', 'numbers with letters'],
  ['10:30 19/05/2021', '10 30 19 05 2021', 'times and dates'],
  [
    'cease-fire state-of-the-art COVID-19',
    'ceasefire|cease fire stateoftheart|state of the art covid19|covid 19',
    'hyphens',
  ],
  ['north–south Moscow — Kyiv well--known', 'north south moscow kyiv well known', 'dashes separate'],
  ['AT&T R&D food&drink Marks & Spencer', 'at&t r&d food drink marks spencer', 'ampersands'],
  ['C++ C# F# .NET Notepad++ Disney+ 1+1', 'c++ c# f# .net notepad++ disney+|disney 1 1', 'signs of names'],
  ['#climate @name a#b (#tag)', '#climate|climate @name|name a b #tag|tag', 'tags and names'],
  ['ASP.NET or .com and .Blinken', 'asp net or .com|com and .blinken|blinken', 'leading full stops'],
  ['_emphasis_ snake_case', 'emphasis snake_case', 'underscores'],
  [
    'see https://example.com/arctic-x?y=1 and www.foo.bar/arctic or name@example.com',
    'see and or',
    'addresses',
  ],
  ['nytimes.com/arctic Booking.com and/or', 'booking com and or', 'addresses without a scheme'],
  ['访问https://t.co/abc北極', '访 问 北 極', 'addresses beside unspaced scripts'],
  ['soft\u00adhyphen zero\u200bwidth a\u0301b', 'softhyphen zerowidth ab', 'invisible characters and marks'],
  ['解析pdf 北極で５Ｇ', '解 析 pdf 北 極 で 5g', 'unspaced scripts, a token a character'],
  ['กินข้าว', 'กิ น ข้ า ว', 'Thai, marks with their letter'],
  ['Арктике ёлка Йод', 'арктике елка йод', 'Cyrillic'],
  ['한국의 대통령', '한국의 대통령', 'Korean words whole'],
  ['צה"ל ג׳ורג׳', 'צהל גורג', 'Hebrew acronyms'],
  ['col·lecció', 'colleccio', 'the Catalan dot'],
  ['ﬁnance ½ ⑴', 'finance ½ ⑴', 'ligatures and numbers that are signs'],
  ['🚢 ships ⚓', 'ships', 'pictures'],
];

describe('tokenise', () => {
  for (const [text, tokens, why] of CASES) {
    it(`${why}: ${text}`, () => {
      expect(shown(text)).toBe(tokens);
    });
  }

  it('gives ranges in the text as written, without a possessive ending', () => {
    const text = 'Die „Straße“ of Russia’s U.S. allies, e\u0301lan';
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Die',
      'Straße',
      'of',
      'Russia',
      'U.S.',
      'allies',
      'e\u0301lan',
    ]);
  });

  it('leaves a gap where an address was', () => {
    expect(tokenise('see https://a.example/x arctic').map(({ position }) => position)).toEqual([0, 2]);
  });

  it('keeps the words of an address that is the text itself', () => {
    const tokens = tokenise('https://www.example.com/world/arctic-council', 'kept');
    expect(tokens.filter(({ form }) => form === 'plain').map(({ term }) => term)).toEqual([
      'https',
      'www',
      'example',
      'com',
      'world',
      'arctic',
      'council',
    ]);
  });

  it('gives tokens by position, with ranges that lie in the text and never overlap the next position’s', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(ruleWord).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let position = 0;
        let end = 0;
        for (const token of tokenise(text)) {
          expect(token.position).toBeGreaterThanOrEqual(position);
          expect(token.start).toBeLessThan(token.end);
          expect(token.end).toBeLessThanOrEqual(text.length);
          if (token.form !== 'bare' && token.position > position)
            expect(token.start).toBeGreaterThanOrEqual(end);
          position = token.position;
          end = token.form === 'joined' ? end : token.end;
          expect(token.term).toBe(fold(token.term));
          expect(token.term).not.toBe('');
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 2_000) },
    );
  });

  for (const [name, unit] of [
    ['letters', 'a'],
    ['apostrophes', "a'"],
    ['acronyms', 'a.'],
    ['hyphens', 'a-'],
    ['digit groups', '1,111'],
    ['tags', '#a'],
    ['at signs', 'a@'],
    ['slashes', 'a.b/'],
    ['schemes', 'http://'],
    ['plus signs', 'a+'],
    ['marks', '\u0301'],
    ['full stops', '.'],
    ['elisions', "l'a"],
    ['ampersands', 'a&b'],
    ['www', 'www.'],
    ['quotes', 'א"'],
  ] as const) {
    it(`takes time in proportion to 300 kB of ${name}`, () => {
      const text = unit.repeat(300_000 / unit.length);
      const started = performance.now();
      tokenise(text);
      // Measured 5–500 ms; anything quadratic takes minutes.
      expect(performance.now() - started).toBeLessThan(5_000);
    });
  }
});

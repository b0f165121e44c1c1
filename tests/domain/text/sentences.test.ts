import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../functions/domain/text/sentences.ts';

const CASES: readonly (readonly [text: string, why: string])[] = [
  ['One sentence. | Another one! | A third? | And… | The last', 'ends at its signs'],
  ['He said “Yes.” | She left.', 'closing quotes belong to the sentence'],
  [
    'Mr. Blinken met Sen. Smith and J. Doe of Acme Inc. in the U.S. Senate.',
    'abbreviations, initials and acronyms end nothing',
  ],
  ['It cost 3.5 million. | 20 died.', 'numbers'],
  ['the no. of cases etc. rose', 'no small letter begins a sentence'],
  ['北極の氷が溶けた。 | 科学者は驚いた！ | なぜ？', 'full stops of unspaced scripts'],
  ['Он приехал. | Она уехала.', 'Cyrillic'],
  ['هل جاء؟ | نعم جاء.', 'Arabic'],
  ['A headline\n\n | A paragraph without an end\n \n | Another', 'blank lines end paragraphs'],
  ['One line\nand the next', 'a single line break ends nothing'],
];

describe('sentencesOf', () => {
  for (const [marked, why] of CASES) {
    it(`${why}: ${marked}`, () => {
      const text = marked.replaceAll('| ', '');
      const sentences = sentencesOf(text).map(([start, end]) => text.slice(start, end));
      expect(sentences).toEqual(marked.split('| ').map((sentence) => sentence.trim()));
    });
  }

  it('covers every character that is not white space, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'B', '.', '!', ' ', '\n', '\n\n', '。', '”', 'Mr', 'U.S.', '…')),
        (parts) => {
          const text = parts.join('');
          let rest = text;
          for (const [start, end] of [...sentencesOf(text)].reverse())
            rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
          expect(rest.trim()).toBe('');
        },
      ),
    );
  });

  for (const unit of ['.', 'a. ', '\n', '\n ', '!"', 'A.B']) {
    it(`takes time in proportion to 300 kB of ${JSON.stringify(unit)}`, () => {
      const text = unit.repeat(300_000 / unit.length);
      const started = performance.now();
      sentencesOf(text);
      expect(performance.now() - started).toBeLessThan(5_000);
    });
  }
});

/** Random texts of rules, right and wrong ones, for the laws of parser, formatter and patterns. */
import fc from 'fast-check';

const WORDS = [
  ...[
    'arctic',
    'Sanctions',
    'US',
    'the',
    'or',
    'Straße',
    'naïve',
    'l’Ukraine',
    "Russia's",
    'cease-fire',
    'state-of-the-art',
  ],
  ...[
    'U.S.',
    '1,000',
    '3.5',
    'AT&T',
    'C++',
    'C#',
    '.NET',
    '#tag',
    '@name',
    'Disney+',
    'COVID-19',
    'v2.0',
    'a/b',
    '10:30',
  ],
  ...[
    '北極',
    '解析pdf',
    'ёлка',
    'İstanbul',
    'صحیفہ',
    'ﬁnance',
    'O’Brien',
    'snake_case',
    'x',
    '5',
    'é',
    'e\u0301',
    'ﷺ',
  ],
];

export const ruleWord = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
);

const phrase = fc.array(ruleWord, { minLength: 1, maxLength: 3 }).map((words) => `"${words.join(' ')}"`);
const leaf = fc.oneof(
  ruleWord,
  phrase,
  ruleWord.map((word) => `=${word}`),
);
const FIELDS = ['title', 'body', 'lead', 'lead/10', 'caption', 'author', 'source', 'url', 'tag'];

/** Mostly well formed. */
export const ruleText: fc.Arbitrary<string> = fc.letrec<{ rule: string; unit: string }>((tie) => ({
  unit: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom(...FIELDS), leaf).map(([field, of]) => `${field}:${of}`),
    tie('rule').map((rule) => `(${rule})`),
  ),
  rule: fc
    .array(fc.tuple(fc.constantFrom(' ', ' AND ', ' OR ', ' | ', ' -', ' NOT ', ', '), tie('unit')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.map(([operator, unit], index) => (index === 0 ? unit : operator + unit)).join('')),
})).rule;

/** Anything that somebody or something could put into the box. */
export const anyText = fc.oneof(
  ruleText,
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        ruleWord,
        fc.constantFrom(
          '"',
          '(',
          ')',
          '-',
          '=',
          '|',
          ':',
          'title:',
          'AND',
          'OR',
          'NOT',
          'NEAR/5',
          '*',
          '?',
          '/',
          '~5',
          'words:>3',
          '2 OF (',
          ' ',
        ),
      ),
    )
    .map((parts) => parts.join('')),
  fc
    .array(
      fc.oneof(
        ruleWord,
        fc.constantFrom('"', '(', ')', '-', '=', 'lead:', 'site:', 'lang:', 'AND', 'OR', 'NOT', 'BEFORE'),
      ),
    )
    .map((parts) => parts.join(' ')),
);

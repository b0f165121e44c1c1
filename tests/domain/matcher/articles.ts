/** Articles for the tests of matching. */
import fc from 'fast-check';
import type { Article, MatchedWord } from '../../../functions/domain/article/article.ts';
import { tagText } from '../../../functions/domain/text/article-text.ts';

export function article(fields: Partial<Article>): Article {
  return {
    ...{
      key: 'key',
      title: '',
      summary: '',
      body: '',
      caption: '',
      author: '',
      source: '',
      url: '',
      tags: [],
      lang: '',
    },
    ...fields,
  };
}

/** What a range shows in the field as given. */
export function shown(from: Article, { field, start, end }: MatchedWord): string {
  const text = field === 'tag' ? tagText(from) : from[field];
  return text.slice(start, end);
}

const WORDS = [
  ...[
    'arctic',
    'Arctic',
    'sanctions',
    'nord',
    'stream',
    '2',
    'oil',
    'gas',
    'US',
    'us',
    'U.S.',
    'the',
    'cease-fire',
    'ceasefire',
  ],
  ...[
    'cease',
    'fire',
    '#arctic',
    'l’Ukraine',
    'Ukraine',
    '北極',
    '北',
    'C++',
    'C',
    'Straße',
    'AT&T',
    'sport',
    '.',
    ',',
    'https://x.example/oil',
  ],
];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' '));
const html = fc
  .array(
    fc.oneof(
      fc.constantFrom(...WORDS),
      fc.constantFrom(
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<figcaption>',
        '</figcaption>',
        '<form>',
        '</form>',
        '<img alt="oil">',
        '&amp;',
      ),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(' '));

/** Small articles over few words, so that random rules often match. */
export const anyArticle: fc.Arbitrary<Article> = fc.record({
  ...{
    key: fc.constant('key'),
    title: text,
    summary: html,
    body: html,
    caption: text,
    author: text,
    source: text,
  },
  url: fc.constantFrom('', 'https://www.bbc.co.uk/news/arctic-oil', 'http://example.com/'),
  tags: fc.array(text, { maxLength: 2 }),
  lang: fc.constantFrom('', 'en', 'en-GB', 'de'),
});

const leaf = fc.oneof(
  fc.constantFrom(
    'arctic',
    'sanctions',
    'oil',
    'US',
    'gas',
    'cease-fire',
    'ceasefire',
    '#arctic',
    'l’Ukraine',
    'Ukraine',
    '北極',
    '北',
    'C++',
    'strasse',
    'AT&T',
    'sport',
  ),
  fc.constantFrom(
    '"nord stream 2"',
    '"oil gas"',
    '"the arctic"',
    '"cease fire"',
    '"the us"',
    '=US',
    '=Arctic',
    '="U.S."',
    '="cease-fire"',
  ),
);
const field = fc.constantFrom(
  'title',
  'summary',
  'body',
  'lead',
  'lead/3',
  'caption',
  'author',
  'source',
  'url',
  'tag',
);
const unit: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: fc.tuple(field, leaf).map(([name, of]) => `${name}:${of}`) },
  { weight: 1, arbitrary: fc.tuple(field, leaf, leaf).map(([name, a, b]) => `${name}:(${a} -${b})`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('site:bbc.co.uk', 'site:uk', 'site:example.com', 'lang:en', 'lang:en-gb'),
  },
);
const list = (of: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(fc.constantFrom(' ', ' OR ', ' -', ' OR ', ' AND '), of), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([operator, part], index) => (index === 0 ? part : operator + part)).join(''));

/** Rules over the words of `anyArticle`; a few are refused. */
export const anyRule: fc.Arbitrary<string> = list(
  fc.oneof({ weight: 3, arbitrary: unit }, { weight: 1, arbitrary: list(unit).map((rule) => `(${rule})`) }),
);

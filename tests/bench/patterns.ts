/**
 * Patterns and articles to measure matching with, the same in every run. Articles are the demonstration feed's; words of
 * patterns are drawn by Zipf's law from those articles' own words, and from names that no article holds, as most
 * subscribers' words are.
 */
import type { Article } from '../../functions/domain/article/article.ts';
import type { Pattern } from '../../functions/domain/matcher/matcher.ts';
import { parseRule } from '../../functions/domain/rule/parse.ts';
import { patternOf } from '../../functions/domain/rule/pattern.ts';
import { analyse } from '../../functions/domain/text/article-text.ts';
import { isTooCommon } from '../../functions/domain/text/common-words.ts';
import { DEMO_ARTICLES } from '../../infra/local/demo/editions.ts';

export const ARTICLES: readonly Article[] = DEMO_ARTICLES.map((demo) => ({
  key: demo.slug,
  title: demo.headline,
  summary: demo.summary,
  body: demo.body('https://news.example').html,
  caption: '',
  author: demo.author,
  source: 'Watchword demonstration',
  url: `https://news.example/${demo.slug}`,
  tags: demo.categories,
  lang: 'en',
}));

export type Mix = 'specific' | 'broad';

/** Chance that a word of a pattern is one of the articles' own: a person's keyword rarely stands in a given article. */
const OWN_WORDS: Readonly<Record<Mix, number>> = { specific: 0.02, broad: 0.5 };
const SYLLABLES = ['ba', 'dor', 'ki', 'len', 'mur', 'na', 'pol', 'ra', 'sta', 'tov', 'vi', 'zen'];

/** Distinct patterns: 55 % words, 15 % phrases, 15 % AND, 5 % OR, 5 % NOT, 5 % in the title. */
export function makePatterns(count: number, mix: Mix): readonly Pattern[] {
  const random = mulberry32(1);
  const own = ownWords();
  const word = () => (random() < OWN_WORDS[mix] ? (own[zipf(random, own.length)] ?? 'arctic') : name(random));
  const patterns = new Map<string, Pattern>();
  while (patterns.size < count) {
    const pattern = patternOf(parseRule(ruleOf(random(), word)));
    patterns.set(pattern.id, pattern);
  }
  return [...patterns.values()];
}

function ruleOf(kind: number, word: () => string): string {
  if (kind < 0.55) return word() + (kind < 0.25 ? ` ${word()}` : '');
  if (kind < 0.7) return `"${word()} ${word()}"`;
  if (kind < 0.85) return `${word()} AND (${word()} OR ${word()})`;
  if (kind < 0.9) return `${word()} OR ${word()}`;
  if (kind < 0.95) return `${word()} ${word()} -${word()}`;
  return `title:${word()} ${word()}`;
}

/** Words of the articles that a rule may consist of, the most frequent first. */
function ownWords(): readonly string[] {
  const counts = new Map<string, number>();
  for (const article of ARTICLES)
    for (const [term, places] of analyse(article).byTerm)
      if (/^[a-z]{2,}$/.test(term) && !isTooCommon(term))
        counts.set(term, (counts.get(term) ?? 0) + places.length);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([term]) => term);
}

/** Four or five syllables: 12⁴ + 12⁵ = 269,568 names. */
function name(random: () => number): string {
  const syllables = random() < 0.1 ? 4 : 5;
  return Array.from({ length: syllables }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('');
}

/** An index below `count`, that of rank r with a chance in proportion to 1/r. */
function zipf(random: () => number, count: number): number {
  return Math.min(count - 1, Math.floor(Math.exp(random() * Math.log(count + 1)) - 1));
}

/** A generator of 32 bits of state, good enough to draw words with. @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

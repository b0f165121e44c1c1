/** Whether a compiled rule holds for an article, and by which words: the meaning of every operator. */
import type { Field, MatchedWord } from '../article/article.ts';
import type { ArticleText } from '../text/article-text.ts';
import type { Plan } from './compile.ts';
import { type Place, placesOf } from './find-leaf.ts';

/**
 * The words of each positive leaf that took part, at most its first 200 places, by field and start, no range twice;
 * undefined = no match.
 */
export function evaluatePlan(plan: Plan, article: ArticleText): readonly MatchedWord[] | undefined {
  if (!holds(plan, article)) return undefined;
  const places: Place[] = [];
  collect(plan, article, places);
  return wordsOf(places);
}

function holds(plan: Plan, article: ArticleText): boolean {
  switch (plan.kind) {
    case 'leaf':
      return placesOf(plan, article, 1).length > 0;
    case 'not':
      return !holds(plan.of, article);
    case 'and':
      return plan.of.every((part) => holds(part, article));
    case 'or':
      return plan.of.some((part) => holds(part, article));
  }
}

/**
 * Places of one word or phrase that a match names. No digest shows more, and 250 phrases over an article of nothing but
 * their words would name millions.
 */
const MAX_PLACES = 200;

/** Of a plan that holds: the places of all its parts that hold. A negation has none. */
function collect(plan: Plan, article: ArticleText, places: Place[]): void {
  if (plan.kind === 'leaf') for (const place of placesOf(plan, article, MAX_PLACES)) places.push(place);
  else if (plan.kind !== 'not')
    for (const part of plan.of) if (holds(part, article)) collect(part, article, places);
}

/** The order in which fields are named. */
const FIELD_ORDER: readonly Field[] = [
  'title',
  'summary',
  'body',
  'caption',
  'author',
  'source',
  'url',
  'tag',
  'lang',
];

function wordsOf(places: readonly Place[]): readonly MatchedWord[] {
  const words = places.map(({ first, last }) => {
    const [start, end] = first.part.source.toSource(first.start, last.end);
    return { field: first.part.field, start, end };
  });
  words.sort(
    (a, b) =>
      FIELD_ORDER.indexOf(a.field) - FIELD_ORDER.indexOf(b.field) || a.start - b.start || a.end - b.end,
  );
  return words.filter(({ field, start, end }, index) => {
    const before = words[index - 1];
    return before?.field !== field || before.start !== start || before.end !== end;
  });
}

/**
 * Matches articles against every pattern and stores what matched: first all match rows, then the mark of each pattern
 * that has immediate subscribers. Rows and marks that were there already are success, so a run that died is repeated.
 */
import type { Article } from '../domain/article/article.ts';
import { excerpt } from '../domain/matcher/excerpt.ts';
import type { MatchRow } from '../domain/matcher/match-row.ts';
import type { Matcher } from '../domain/matcher/matcher.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';

/** Rows written at once: half of the SDK's 50 sockets, so that a big feed leaves room for the others of the run. */
const WRITES_AT_ONCE = 25;

export type StoreMatchesDeps = {
  readonly clock: Clock;
  readonly store: Pick<Store, 'matches' | 'patterns'>;
};

/** An article to be matched, and what the digest says of how it came. */
export type FreshArticle = {
  readonly article: Article;
  /** It was known, and its text changed. */
  readonly byEdit: boolean;
};

/** @param late The feed could not be read for so long that its articles come late by our doing. @returns Rows new to the store. */
export async function storeMatches(
  deps: StoreMatchesDeps,
  matcher: Matcher,
  fresh: readonly FreshArticle[],
  late: boolean,
): Promise<number> {
  const rows = fresh.flatMap((item) => rowsOf(matcher, item, late));
  let stored = 0;
  for (const some of chunks(rows)) {
    const at = deps.clock.now();
    const outcomes = await Promise.all(some.map((row) => deps.store.matches.put({ ...row, at })));
    stored += outcomes.filter((outcome) => outcome === 'stored').length;
  }
  for (const some of chunks([...new Set(rows.map((row) => row.pattern))])) {
    const now = deps.clock.now();
    await Promise.all(some.map((pattern) => deps.store.patterns.mark(pattern, { due: now, last: now })));
  }
  return stored;
}

/** All but the store time, which is taken when the row is written: windows rest on it. */
function rowsOf(
  matcher: Matcher,
  { article, byEdit }: FreshArticle,
  late: boolean,
): readonly Omit<MatchRow, 'at'>[] {
  return matcher.match(article).map(({ pattern, words }) => ({
    pattern,
    article: article.key,
    ...excerpt(article, words),
    link: article.url,
    source: article.source,
    ...(article.publishedAt !== undefined && { publishedAt: article.publishedAt }),
    ...(article.lang !== '' && { lang: article.lang }),
    ...(byEdit && { byEdit: true as const }),
    ...(late && { late: true as const }),
  }));
}

function chunks<T>(items: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / WRITES_AT_ONCE) }, (_, index) =>
    items.slice(index * WRITES_AT_ONCE, (index + 1) * WRITES_AT_ONCE),
  );
}

/**
 * Which editions the demonstration feed holds at a time. An edition's number is the clock divided by the period, so a
 * restart goes on where it left off and no edition is remembered anywhere.
 */
import type { DemoArticle } from './demo-article.ts';
import { OTHER_ARTICLES } from './other-articles.ts';
import { REYKJAVIK_MEETING } from './reykjavik-meeting.ts';

/** From one edition to the next, ms. Two a minute: a digest is seen within two minutes of confirming. */
export const EDITION_MS = 30_000;

/** Editions in the feed: 8 × 30 s = 4 min, longer than a restart takes. */
const EDITIONS_SERVED = 8;

export const DEMO_ARTICLES: readonly DemoArticle[] = [REYKJAVIK_MEETING, ...OTHER_ARTICLES];

export type EditionArticle = {
  readonly article: DemoArticle;
  readonly edition: number;
  /** With the edition's number. */
  readonly headline: string;
  readonly path: string;
  /** When the edition began, ms UTC. */
  readonly publishedAt: number;
};

/** The edition of a time in ms UTC. */
export function editionAt(now: number): number {
  return Math.floor(now / EDITION_MS);
}

/** What the feed holds at `now`, newest edition first, the main article first in each. */
export function articlesAt(now: number): readonly EditionArticle[] {
  const newest = editionAt(now);
  return Array.from({ length: EDITIONS_SERVED }, (_, back) => newest - back).flatMap((edition) =>
    DEMO_ARTICLES.map((article) => place(article, edition)),
  );
}

/** The article of a permalink; undefined for an edition that has not come yet and for a slug that never was. */
export function findArticle(edition: number, slug: string, now: number): EditionArticle | undefined {
  const article = DEMO_ARTICLES.find((candidate) => candidate.slug === slug);
  const published = Number.isSafeInteger(edition) && edition >= 0 && edition <= editionAt(now);
  return article && published ? place(article, edition) : undefined;
}

function place(article: DemoArticle, edition: number): EditionArticle {
  return {
    article,
    edition,
    headline: `${article.headline} (edition ${edition})`,
    path: `/demo/articles/${edition}/${article.slug}`,
    publishedAt: edition * EDITION_MS,
  };
}

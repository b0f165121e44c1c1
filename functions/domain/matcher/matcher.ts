/**
 * The interface between the engine and its users: patterns in, articles in, matches out. The naive evaluator
 * defines what is right; every other implementation must agree with it.
 */
import type { Article, MatchedWord } from '../article/article.ts';

/** A rule's canonical parsed form; equal rules share one. */
export type Pattern = {
  /** 16 base64url characters: hash of language version and canonical text. */
  readonly id: string;
  /** `parse(canonical)` gives the pattern back, and `format` of that the same text. */
  readonly canonical: string;
};

export type PatternMatch = {
  readonly pattern: string;
  /** Of each positive leaf that took part, sorted by field and start, no range twice. */
  readonly words: readonly MatchedWord[];
};

export interface Matcher {
  /** Adding a pattern that is there changes nothing. A canonical text that does not parse is left out and named in `rejected`. */
  add(pattern: Pattern): void;
  remove(id: string): void;
  /** Patterns that match, in no stated order. */
  match(article: Article): readonly PatternMatch[];
  readonly size: number;
  /** Ids of patterns that could not be compiled: they match nothing, and the operator sees them. */
  readonly rejected: ReadonlySet<string>;
}

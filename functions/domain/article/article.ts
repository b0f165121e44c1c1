/**
 * An article: the identified, cleaned, deduplicated entry, in the fields that rules can name.
 */
export type Article = {
  /** Feed-independent identity: 16 base64url characters (12 bytes of SHA-256). */
  readonly key: string;
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly summary: string;
  /** HTML. */
  readonly body: string;
  /** Plain text of captions and `alt`, a line each. */
  readonly caption: string;
  readonly author: string;
  /** Title of the feed or publisher. */
  readonly source: string;
  /** Absolute permalink; empty when the entry has none. */
  readonly url: string;
  readonly tags: readonly string[];
  /** BCP 47; empty when unknown. */
  readonly lang: string;
  /** By the publisher, for display only; ms UTC. */
  readonly publishedAt?: number;
};

/** The fields a rule may name or search. */
export type Field = 'title' | 'summary' | 'body' | 'caption' | 'author' | 'source' | 'url' | 'tag' | 'lang';

/** A word that took part in a match: a range of UTF-16 units in the field as delivered, `end` exclusive. */
export type MatchedWord = { readonly field: Field; readonly start: number; readonly end: number };

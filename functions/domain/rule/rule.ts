/**
 * A rule as parsed: what a person wrote, as a tree. Texts stand in it as typed; what they mean as words is the matter
 * of text analysis, so that the same tree serves display and matching.
 */

/** The fields a rule can name. `lead` is the beginning of the body, `site` the host of the link. */
export type FieldName =
  | 'title'
  | 'summary'
  | 'body'
  | 'lead'
  | 'caption'
  | 'author'
  | 'source'
  | 'site'
  | 'url'
  | 'tag'
  | 'lang';

export type Rule =
  /** A word without quotes; `exact` = written with `=`, matched in case and marks as typed. */
  | { readonly kind: 'word'; readonly text: string; readonly exact: boolean }
  /** What stands between quotes, white space made single spaces. */
  | { readonly kind: 'phrase'; readonly text: string; readonly exact: boolean }
  /** Two or more. */
  | { readonly kind: 'and'; readonly of: readonly Rule[] }
  | { readonly kind: 'or'; readonly of: readonly Rule[] }
  | { readonly kind: 'not'; readonly of: Rule }
  /** `of` holds no other field. `words`: how many of the body `lead` covers. */
  | { readonly kind: 'field'; readonly field: Exclude<FieldName, 'lead'>; readonly of: Rule }
  | { readonly kind: 'field'; readonly field: 'lead'; readonly words: number; readonly of: Rule };

/** A word or a phrase. */
export type Leaf = Extract<Rule, { readonly kind: 'word' | 'phrase' }>;

/**
 * Names the meaning of rules in pattern ids. Raised whenever a rule that parses before and after would match
 * differently, so that stored matches of one meaning are never mixed with those of another.
 */
export const LANGUAGE_VERSION = 1;

export const FIELD_NAMES: readonly FieldName[] = [
  ...(['title', 'summary', 'body', 'lead', 'caption', 'author'] as const),
  ...(['source', 'site', 'url', 'tag', 'lang'] as const),
];

/** Words of the body that `lead:` covers when it names no number, and the most it can name. */
export const LEAD_WORDS = 60;
export const MAX_LEAD_WORDS = 1_000;
/** Of a rule as typed, in characters (code points). */
export const MAX_RULE_CHARACTERS = 5_000;
/** Words and phrases of a rule. */
export const MAX_TERMS = 250;
/** Parentheses inside parentheses. */
export const MAX_DEPTH = 20;

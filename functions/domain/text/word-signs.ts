/** The signs that stand inside words, and what each does there: the tokeniser's tables. */

/** Straight, curly, modifier, reversed and full-width apostrophes, and the Hebrew geresh. */
export const APOSTROPHES = "'’‘ʼʻ‛＇׳";
/** Hyphen-minus, hyphen, non-breaking, small and full-width hyphens; dashes separate words. */
export const HYPHENS = '-‐‑﹣－';
/** Between letters of one word, and then as if not there: the Catalan dot, the Hebrew gershayim. */
export const DROPPED = '·‧·״';
export const DOTS = '.．';
export const COMMAS = ',，';
export const AMPERSANDS = '&＆';
/** In front of a word they make a name of their own: `#climate`, `@name`. */
export const PREFIXES: Readonly<Record<string, string>> = { '#': '#', '＃': '#', '@': '@', '＠': '@' };

/** Articles, pronouns and prepositions that lose their vowel before a vowel, folded: l’Ukraine, dell’Italia. */
export const ELIDED: ReadonlySet<string> = new Set(
  (
    'l d j m t s n c v qu jusqu lorsqu puisqu quoiqu quelqu un ' +
    'dell all dall nell sull coll quell quest bell sant gl agl degl dagl negl sugl tutt mezz'
  ).split(' '),
);
/** How what follows an elided word begins, folded. */
export const AFTER_ELISION = /^[aeiouyh]/;

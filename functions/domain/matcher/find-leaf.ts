/** Where a word or phrase stands in an article. In: a compiled leaf and an article's tokens; out: its places. */
import { exactForm, type Slot } from '../rule/leaf-slots.ts';
import type { ArticleText, ArticleToken } from '../text/article-text.ts';
import type { LeafPlan } from './compile.ts';

/** First and last token of one place. */
export type Place = { readonly first: ArticleToken; readonly last: ArticleToken };

/** The first `most` places of the leaf, in order of position. */
export function placesOf(leaf: LeafPlan, article: ArticleText, most: number): readonly Place[] {
  const [slot] = leaf.slots;
  if (!slot || !leaf.slots.every((each) => occurs(each, article))) return [];
  const places: Place[] = [];
  for (const index of startsOf(slot, article)) {
    const first = article.tokens[index] as ArticleToken;
    if (!leaf.fields.includes(first.part.scope)) continue;
    const last = follow(leaf, article, index);
    if (last) places.push({ first, last });
    if (places.length === most) break;
  }
  return places;
}

/** Indexes of the tokens that can begin the slot, rising. */
function startsOf({ parts, joined }: Slot, { byTerm }: ArticleText): readonly number[] {
  const first = byTerm.get(parts[0] ?? '') ?? [];
  const whole = joined === undefined ? [] : (byTerm.get(joined) ?? []);
  return whole.length === 0 ? first : [...first, ...whole].sort((a, b) => a - b);
}

function occurs({ parts, joined }: Slot, { byTerm }: ArticleText): boolean {
  return (joined !== undefined && byTerm.has(joined)) || parts.every((term) => byTerm.has(term));
}

/** The last token of the leaf when it begins with the token at `start`. */
function follow(leaf: LeafPlan, article: ArticleText, start: number): ArticleToken | undefined {
  const { tokens } = article;
  const first = tokens[start] as ArticleToken;
  let index = start;
  let { position } = first;
  for (const slot of leaf.slots) {
    index = slotAt(slot, article, index, position);
    const last = tokens[index];
    if (!last) return undefined;
    position = last.position + last.span;
  }
  return leaf.within === undefined || position - first.part.first <= leaf.within ? tokens[index] : undefined;
}

/** Index of the last token of the slot when it begins at `position`: its parts one by one, or the joined form; else -1. */
function slotAt(
  { parts, joined, exact }: Slot,
  article: ArticleText,
  near: number,
  position: number,
): number {
  let index = near;
  for (let part = 0; part < parts.length; part++) {
    index = tokenAt(article.tokens, parts[part] as string, index, position + part);
    if (index >= 0 && isExact(article.tokens[index] as ArticleToken, exact?.parts[part])) continue;
    if (joined === undefined) return -1;
    index = tokenAt(article.tokens, joined, near, position);
    return index >= 0 && isExact(article.tokens[index] as ArticleToken, exact?.joined) ? index : -1;
  }
  return index;
}

/**
 * Index of the token of this term at this position, -1 when there is none. Looked for from `near`, a token at that
 * position or one before it, so that a long phrase is followed in steps and not by searching.
 */
function tokenAt(tokens: readonly ArticleToken[], term: string, near: number, position: number): number {
  let index = near;
  while (index > 0 && tokens[index - 1]?.position === position) index--;
  for (let token = tokens[index]; token && token.position <= position; token = tokens[++index])
    if (token.position === position && token.term === term) return index;
  return -1;
}

function isExact({ part, start, end }: ArticleToken, exact: string | undefined): boolean {
  return exact === undefined || exactForm(part.source.text.slice(start, end)) === exact;
}

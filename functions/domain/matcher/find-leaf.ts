/** Where a word or phrase stands in an article. In: a compiled leaf and an article's tokens; out: its places. */
import { exactForm, type Slot } from '../rule/leaf-slots.ts';
import type { ArticleText, ArticleToken } from '../text/article-text.ts';
import type { LeafPlan } from './compile.ts';

/** First and last token of one place. */
export type Place = { readonly first: ArticleToken; readonly last: ArticleToken };

/** Every place of the leaf, in order of position; stops after the first when `most` is 1. */
export function placesOf(
  leaf: LeafPlan,
  article: ArticleText,
  most = Number.POSITIVE_INFINITY,
): readonly Place[] {
  const [slot] = leaf.slots;
  if (!slot) return [];
  const places: Place[] = [];
  const starts = [slot.parts[0] ?? '', ...(slot.joined === undefined ? [] : [slot.joined])];
  for (const term of starts) {
    for (const index of article.byTerm.get(term) ?? []) {
      const first = article.tokens[index] as ArticleToken;
      if (!leaf.fields.includes(first.part.scope)) continue;
      const last = follow(leaf, article, first);
      if (last) places.push({ first, last });
      if (places.length >= most) return places;
    }
  }
  return starts.length === 1 ? places : places.sort((a, b) => a.first.position - b.first.position);
}

/** The last token of the leaf when it begins with `first`. */
function follow(leaf: LeafPlan, article: ArticleText, first: ArticleToken): ArticleToken | undefined {
  let position = first.position;
  let last: ArticleToken | undefined;
  for (const slot of leaf.slots) {
    last = slotAt(slot, article, position, position === first.position ? first : undefined);
    if (!last) return undefined;
    position = last.position + last.span;
  }
  if (leaf.within !== undefined && position - first.part.first > leaf.within) return undefined;
  return last;
}

/** The last token of the slot when it begins at `position`: its parts one by one, or the joined form. */
function slotAt(
  slot: Slot,
  article: ArticleText,
  position: number,
  known: ArticleToken | undefined,
): ArticleToken | undefined {
  let last: ArticleToken | undefined;
  for (let part = 0; part < slot.parts.length; part++) {
    const term = slot.parts[part] as string;
    last = part === 0 && known?.term === term ? known : tokenAt(article, term, position + part);
    if (!last || !isExact(last, slot.exact?.parts[part])) return joinedAt(slot, article, position);
  }
  return last;
}

function joinedAt(slot: Slot, article: ArticleText, position: number): ArticleToken | undefined {
  if (slot.joined === undefined) return undefined;
  const token = tokenAt(article, slot.joined, position);
  return token && isExact(token, slot.exact?.joined) ? token : undefined;
}

/** The token of this term at this position. Indexes of a term rise by position: found by halving. */
function tokenAt({ tokens, byTerm }: ArticleText, term: string, position: number): ArticleToken | undefined {
  const indexes = byTerm.get(term);
  if (!indexes) return undefined;
  let low = 0;
  let high = indexes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const token = tokens[indexes[middle] as number] as ArticleToken;
    if (token.position === position) return token;
    if (token.position < position) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function isExact({ part, start, end }: ArticleToken, exact: string | undefined): boolean {
  return exact === undefined || exactForm(part.source.text.slice(start, end)) === exact;
}

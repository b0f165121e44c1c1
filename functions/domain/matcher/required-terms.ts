/**
 * Which terms an article must hold for a rule to match. In: a compiled rule; out: a set of terms of which one at least
 * stands in every article that matches, chosen to be as rare as can be told; undefined when there is none.
 */
import type { Slot } from '../rule/leaf-slots.ts';
import { isTooCommon } from '../text/common-words.ts';
import type { Plan } from './compile.ts';

/** How often a term is to be expected: only the order counts. */
export type Commonness = (term: string) => number;

export function requiredTerms(plan: Plan, commonness: Commonness): readonly string[] | undefined {
  switch (plan.kind) {
    case 'leaf':
      return rarest(
        plan.slots.map((slot) => slotTerms(slot, commonness)),
        commonness,
      );
    case 'not':
      return undefined;
    case 'and':
      return rarest(
        plan.of.flatMap((part) => {
          const terms = requiredTerms(part, commonness);
          return terms ? [terms] : [];
        }),
        commonness,
      );
    case 'or': {
      const each = plan.of.map((part) => requiredTerms(part, commonness));
      return each.every((terms) => terms !== undefined) ? [...new Set(each.flat())] : undefined;
    }
  }
}

/** Any part of a hyphenated word will do, but its joined form can stand alone. */
function slotTerms({ parts, joined }: Slot, commonness: Commonness): readonly string[] {
  const part = parts.reduce((best, next) => (commonness(next) < commonness(best) ? next : best));
  return joined === undefined ? [part] : [part, joined];
}

function rarest(
  choices: readonly (readonly string[])[],
  commonness: Commonness,
): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const terms of choices) {
    const cost = terms.reduce((sum, term) => sum + commonness(term), 0);
    if (cost < least) [best, least] = [terms, cost];
  }
  return best;
}

/** A guess from the term alone: long words are rare, common words stand everywhere. */
export function guessedCommonness(term: string): number {
  return isTooCommon(term) ? 1_000 : 20 / [...term].length;
}

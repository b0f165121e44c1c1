/**
 * The matcher of the product: an index of required terms. An article's own terms name the few patterns that could
 * match it, and only these are verified, so the cost grows with what an article touches and not with the number of
 * patterns. Agrees with `evaluate` on every pattern and article.
 */
import { parseCanonical } from '../rule/parse.ts';
import { RuleSyntaxError } from '../rule/syntax-error.ts';
import { analyse } from '../text/article-text.ts';
import { compile, type Plan } from './compile.ts';
import { evaluatePlan } from './evaluate-plan.ts';
import type { Matcher, PatternMatch } from './matcher.ts';
import { guessedCommonness, requiredTerms } from './required-terms.ts';

type Indexed = { readonly id: string; readonly plan: Plan; readonly terms: readonly string[] };

export function createPatternIndex(): Matcher {
  const patterns = new Map<string, Indexed>();
  const byTerm = new Map<string, Set<Indexed>>();
  const rejected = new Set<string>();

  /** Terms that many patterns hang on cost more: each of these is a candidate whenever the term occurs. */
  const commonness = (term: string) => guessedCommonness(term) * (1 + (byTerm.get(term)?.size ?? 0));

  return {
    rejected,
    get size() {
      return patterns.size;
    },
    add({ id, canonical }) {
      if (patterns.has(id)) return;
      const plan = compiled(canonical);
      const terms = plan && requiredTerms(plan, commonness);
      if (!plan || !terms) {
        rejected.add(id);
        return;
      }
      const indexed = { id, plan, terms };
      patterns.set(id, indexed);
      for (const term of terms) {
        const others = byTerm.get(term);
        if (others) others.add(indexed);
        else byTerm.set(term, new Set([indexed]));
      }
    },
    remove(id) {
      rejected.delete(id);
      const indexed = patterns.get(id);
      if (!indexed) return;
      patterns.delete(id);
      for (const term of indexed.terms) {
        const others = byTerm.get(term);
        others?.delete(indexed);
        if (others?.size === 0) byTerm.delete(term);
      }
    },
    match(article) {
      const text = analyse(article);
      const candidates = new Set<Indexed>();
      for (const term of text.byTerm.keys())
        for (const indexed of byTerm.get(term) ?? []) candidates.add(indexed);
      const matches: PatternMatch[] = [];
      for (const { id, plan } of candidates) {
        const words = evaluatePlan(plan, text);
        if (words) matches.push({ pattern: id, words });
      }
      return matches;
    },
  };
}

function compiled(canonical: string): Plan | undefined {
  try {
    return compile(parseCanonical(canonical));
  } catch (problem) {
    if (problem instanceof RuleSyntaxError) return undefined;
    throw problem;
  }
}

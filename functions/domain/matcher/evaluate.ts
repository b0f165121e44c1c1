/**
 * The definition of a match: one rule, one article, read from the rule's tree. Every faster way of matching must agree
 * with it.
 */
import type { Article, MatchedWord } from '../article/article.ts';
import type { Rule } from '../rule/rule.ts';
import { analyse } from '../text/article-text.ts';
import { compile } from './compile.ts';
import { evaluatePlan } from './evaluate-plan.ts';

/** The words that matched, by field and start, no range twice; undefined when the rule does not match. */
export function evaluate(rule: Rule, article: Article): readonly MatchedWord[] | undefined {
  return evaluatePlan(compile(rule), analyse(article));
}

/**
 * The canonical pattern of a rule. In: a rule as typed; out: one text and id for all rules that differ only in order,
 * spacing, case, marks, doubled terms or redundant parentheses.
 */
import { hash } from '../hash.ts';
import type { Pattern } from '../matcher/matcher.ts';
import { formatRule } from './format.ts';
import { leafText } from './leaf-text.ts';
import { type FieldName, LANGUAGE_VERSION, type Leaf, type Rule } from './rule.ts';

/** Equal rules give equal patterns; the id names the language version, so that no meaning is mixed with a later one. */
export function patternOf(rule: Rule): Pattern {
  const canonical = formatRule(normal(rule, undefined));
  return { id: hash(`rules ${LANGUAGE_VERSION}\n${canonical}`), canonical };
}

function normal(rule: Rule, field: FieldName | undefined): Rule {
  switch (rule.kind) {
    case 'not':
      return { kind: 'not', of: normal(rule.of, field) };
    case 'field':
      return { ...rule, of: normal(rule.of, rule.field) };
    case 'and':
    case 'or':
      return normalList(rule.kind, rule.of, field);
    default:
      return normalLeaf(rule, field);
  }
}

function normalList(kind: 'and' | 'or', of: readonly Rule[], field: FieldName | undefined): Rule {
  const parts = new Map<string, Rule>();
  for (const part of of.map((each) => normal(each, field)))
    for (const flat of part.kind === kind ? part.of : [part]) parts.set(formatRule(flat), flat);
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  return sorted.length === 1 ? (sorted[0] as Rule) : { kind, of: sorted };
}

/** Quotes add nothing to an exact word, and nothing is exact about a host or a language. */
function normalLeaf(leaf: Leaf, field: FieldName | undefined): Leaf {
  const isValue = field === 'site' || field === 'lang';
  const kind = isValue ? 'word' : leaf.exact ? 'phrase' : leaf.kind;
  return { kind, text: leafText({ ...leaf, kind }, field), exact: leaf.exact && !isValue };
}

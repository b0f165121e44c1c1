/**
 * Writes a rule as text with its precedence made visible. In: a rule; out: a text that parses to an equal rule.
 */
import { LEAD_WORDS, type Rule } from './rule.ts';

/** Operators in words, a group of the other operator always in parentheses: `(a AND b) OR c`. */
export function formatRule(rule: Rule): string {
  if (rule.kind === 'and') return rule.of.map(operandOfAnd).join(' AND ');
  if (rule.kind === 'or') return rule.of.map(inGroup).join(' OR ');
  if (rule.kind === 'not') return `NOT ${inGroup(rule.of)}`;
  if (rule.kind === 'field') return `${fieldName(rule)}:${inGroup(rule.of)}`;
  const text = rule.kind === 'phrase' ? `"${rule.text}"` : rule.text;
  return rule.exact ? `=${text}` : text;
}

function fieldName(rule: Rule & { kind: 'field' }): string {
  return rule.field === 'lead' && rule.words !== LEAD_WORDS ? `lead/${rule.words}` : rule.field;
}

function operandOfAnd(rule: Rule): string {
  return rule.kind === 'not' ? formatRule(rule) : inGroup(rule);
}

function inGroup(rule: Rule): string {
  const isGroup = rule.kind === 'and' || rule.kind === 'or' || rule.kind === 'not';
  return isGroup ? `(${formatRule(rule)})` : formatRule(rule);
}

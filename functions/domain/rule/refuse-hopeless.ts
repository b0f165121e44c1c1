/**
 * Refuses rules that are well formed and yet cannot be meant: they would match nearly everything. In: a rule as read;
 * out: nothing, or the fault at the part that is to blame.
 */
import { isTooCommon } from '../text/common-words.ts';
import { fault } from './fault.ts';
import { leafSlots } from './leaf-slots.ts';
import { leafText } from './leaf-text.ts';
import type { ReadRule } from './read-rule.ts';
import type { FieldName, Leaf, Rule } from './rule.ts';

/** @throws Mendable for rules of negations only and of common words only. */
export function refuseHopeless(text: string, { rule, offsets }: ReadRule): void {
  const negative = firstUnbounded(rule);
  if (negative) {
    const offset = offsets.get(negative) ?? 0;
    const before = text.slice(0, offset);
    throw fault(
      'only-negations',
      'What is only excluded leaves every other article: say what to look for, too.',
      offset,
      'a word or phrase to look for, beside what is excluded',
      [before.replace(/(?:\bOR|\|)(\s*)$/, 'AND$1') + text.slice(offset), `arctic ${text}`].filter(
        (mend) => mend !== text,
      ),
    );
  }
  const leaves = [...leavesOf(rule)];
  if (leaves.some(({ leaf, field }) => isMeant(leaf, field))) return;
  const first = leaves[0]?.leaf;
  if (!first) return;
  const offset = offsets.get(first) ?? 0;
  throw fault(
    'only-common-words',
    'Every article holds these words: one that is rarer is needed.',
    offset,
    'a rarer word, or quotes around these if they are meant',
    [`${text.slice(0, offset)}"${first.text}"${text.slice(offset + first.text.length)}`],
  );
}

/** The negation that lets the rule match without any of its words, undefined when there is none. */
function firstUnbounded(rule: Rule): Rule | undefined {
  if (rule.kind === 'not') return rule;
  if (rule.kind === 'field') return firstUnbounded(rule.of);
  if (rule.kind === 'or') return rule.of.map(firstUnbounded).find(Boolean);
  if (rule.kind === 'and') {
    const unbounded = rule.of.map(firstUnbounded);
    return unbounded.every(Boolean) ? unbounded[0] : undefined;
  }
  return undefined;
}

type Place = { readonly leaf: Leaf; readonly field: FieldName | undefined };

function* leavesOf(rule: Rule, field?: FieldName): Generator<Place> {
  if (rule.kind === 'not') return;
  if (rule.kind === 'field') yield* leavesOf(rule.of, rule.field);
  else if (rule.kind === 'and' || rule.kind === 'or')
    for (const part of rule.of) yield* leavesOf(part, field);
  else yield { leaf: rule, field };
}

/** Quotes, `=` and capitals say that a common word or a letter is meant; an operator’s name needs more than capitals. */
function isMeant(leaf: Leaf, field: FieldName | undefined): boolean {
  if (leaf.kind === 'phrase' || leaf.exact || field === 'lang' || field === 'site') return true;
  if (leafSlots(leaf, field).some((slot) => slot.parts.some((term) => !isTooCommon(term)))) return true;
  const canonical = leafText(leaf, field);
  return leaf.text === leaf.text.toUpperCase() && canonical !== canonical.toLowerCase();
}

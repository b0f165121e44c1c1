/**
 * A rule made ready for matching: every word analysed once, fields resolved. In: a rule; out: a tree of slots and the
 * fields they may stand in.
 */
import type { Field } from '../article/article.ts';
import { leafSlots, type Slot } from '../rule/leaf-slots.ts';
import type { FieldName, Rule } from '../rule/rule.ts';

export type Plan =
  | LeafPlan
  | { readonly kind: 'and' | 'or'; readonly of: readonly Plan[] }
  | { readonly kind: 'not'; readonly of: Plan };

export type LeafPlan = {
  readonly kind: 'leaf';
  /** One at least, next to each other in the article. */
  readonly slots: readonly Slot[];
  readonly fields: readonly Field[];
  /** Only the first words of the field. */
  readonly within?: number;
};

/** Where words without a field are looked for. */
const TEXT_FIELDS: readonly Field[] = ['title', 'summary', 'body'];

export function compile(rule: Rule): Plan {
  return compileIn(rule, undefined);
}

type InField = Extract<Rule, { kind: 'field' }>;

function compileIn(rule: Rule, field: InField | undefined): Plan {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return { kind: rule.kind, of: rule.of.map((part) => compileIn(part, field)) };
    case 'not':
      return { kind: 'not', of: compileIn(rule.of, field) };
    case 'field':
      return compileIn(rule.of, rule);
    default:
      return {
        kind: 'leaf',
        slots: leafSlots(rule, field?.field),
        fields: field ? [articleField(field.field)] : TEXT_FIELDS,
        ...(field?.field === 'lead' && { within: field.words }),
      };
  }
}

function articleField(name: FieldName): Field {
  if (name === 'lead') return 'body';
  return name === 'site' ? 'url' : name;
}

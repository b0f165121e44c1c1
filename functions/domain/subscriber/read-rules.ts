/**
 * Reads rules from a text box that holds one a line. Every line is checked, so that a person mends all errors at
 * once; empty lines are skipped but counted, so that line numbers are those on the screen.
 */
import { parseRule } from '../rule/parse.ts';
import { patternOf } from '../rule/pattern.ts';
import { RuleSyntaxError } from '../rule/syntax-error.ts';
import type { FieldError } from './field-error.ts';
import type { RequestedRule } from './request.ts';

/** A rule that was checked and has no id yet. */
export type AskedRule = Omit<RequestedRule, 'id'>;

export type ReadRules =
  | { readonly kind: 'ok'; readonly rules: readonly AskedRule[] }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

export type RuleLines = {
  /** The field's name in errors. */
  readonly field: string;
  /** As typed, lines ended by LF or CR LF. */
  readonly text: string;
  readonly most: number;
};

export function readRules({ field, text, most }: RuleLines): ReadRules {
  const rules: AskedRule[] = [];
  const errors: FieldError[] = [];
  const lines = linesOf(text);
  lines.forEach((line, index) => {
    if (line.trim() === '' || rules.length + errors.length > most) return;
    const at = { field, line: index + 1 };
    if (rules.length + errors.length === most) errors.push({ ...at, ...tooMany(most) });
    else readRule(line, at, rules, errors);
  });
  if (rules.length + errors.length === 0) errors.push({ field, line: 1, ...EMPTY });
  return errors.length === 0 ? { kind: 'ok', rules } : { kind: 'invalid', errors };
}

/** The lines of a text box, as they are counted in errors. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

const EMPTY = {
  kind: 'empty',
  message: 'Write at least one rule: a word or phrase to watch for.',
  offset: 0,
  expected: 'a word or a phrase',
} as const;

function tooMany(most: number): Omit<FieldError, 'field' | 'line'> {
  return {
    kind: 'too-many-rules',
    message: `At most ${most} rules fit here. Shorten the list from this line on; OR joins two rules into one.`,
    offset: 0,
    expected: `at most ${most} rules`,
  };
}

function readRule(
  line: string,
  at: { readonly field: string; readonly line: number },
  rules: AskedRule[],
  errors: FieldError[],
): void {
  try {
    const { id, canonical } = patternOf(parseRule(line));
    rules.push({ text: line.trim(), pattern: id, canonical });
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    const { kind, message, offset, expected, suggestion } = error;
    errors.push({ ...at, kind, message, offset, expected, ...(suggestion !== undefined && { suggestion }) });
  }
}

/** Reads a rule that was typed as an operand; what is wrong with it is a problem of the input. */
import { explainError } from '../../functions/domain/rule/explain-error.ts';
import { RuleSyntaxError } from '../../functions/domain/rule/syntax-error.ts';
import type { Outcome } from './command.ts';

export type ReadRule<T> =
  | { readonly kind: 'read'; readonly value: T }
  | Extract<Outcome, { readonly kind: 'problem' }>;

export function readRule<T>(text: string, read: (text: string) => T): ReadRule<T> {
  try {
    return { kind: 'read', value: read(text) };
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    const { kind, message, offset, expected, suggestion } = error;
    const problem = { kind, message, offset, expected, suggestion, text: explainError(text, error) };
    return { kind: 'problem', problem };
  }
}

/** The remedy that a person clicked: one line of a field is replaced by what its error suggested. */
import type { FieldError } from '../domain/subscriber/field-error.ts';
import { linesOf } from '../domain/subscriber/read-rules.ts';

/**
 * @param pressed Value of the pressed button, `field:line`.
 * @returns the field's text with that line replaced; as it was when no error of that line suggests anything.
 */
export function applyFix(
  field: string,
  text: string,
  pressed: string,
  errors: readonly FieldError[],
): string {
  const fix = errors.find((error) => `${error.field}:${error.line ?? 1}` === pressed);
  if (fix?.field !== field || fix.suggestion === undefined) return text;
  const lines = [...linesOf(text)];
  lines[(fix.line ?? 1) - 1] = fix.suggestion;
  return lines.join('\n');
}

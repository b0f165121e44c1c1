/** A fault found while reading a rule, with texts that might mend it; `parseRule` tries them and tells the person. */
import type { RuleErrorKind, RuleFault } from './syntax-error.ts';

export class Mendable extends Error {
  readonly fault: RuleFault;
  /** Whole rules, the likeliest first; none is known to parse. */
  readonly mends: readonly string[];

  constructor(fault: RuleFault, mends: readonly string[]) {
    super(fault.message);
    this.fault = fault;
    this.mends = mends;
  }
}

export function fault(
  kind: RuleErrorKind,
  message: string,
  offset: number,
  expected: string,
  mends: readonly string[] = [],
): Mendable {
  return new Mendable({ kind, message, offset, expected }, mends);
}

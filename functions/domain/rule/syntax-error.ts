/** What is wrong with a rule, said to the person who typed it. */

export type RuleErrorKind =
  | 'empty'
  | 'too-long'
  | 'too-many-terms'
  | 'too-deep'
  | 'unbalanced-quote'
  | 'unbalanced-parenthesis'
  | 'missing-operand'
  | 'no-word'
  | 'unknown-field'
  | 'field-value'
  | 'only-negations'
  | 'only-common-words'
  | 'not-supported';

export type RuleFault = {
  readonly kind: RuleErrorKind;
  /** A sentence. */
  readonly message: string;
  /** Where, in UTF-16 units of the text as typed; its length = at the end. */
  readonly offset: number;
  /** What could stand there, without a full stop. */
  readonly expected: string;
};

/** A rule that cannot be taken. `suggestion` is a rule that can: the nearest to what was typed that we can guess. */
export class RuleSyntaxError extends Error implements RuleFault {
  override readonly name = 'RuleSyntaxError';
  readonly kind: RuleErrorKind;
  readonly offset: number;
  readonly expected: string;
  readonly suggestion: string;

  constructor(fault: RuleFault, suggestion: string) {
    super(fault.message);
    this.kind = fault.kind;
    this.offset = fault.offset;
    this.expected = fault.expected;
    this.suggestion = suggestion;
  }
}

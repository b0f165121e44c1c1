/** What is wrong with one field of a form, in the shape in which pages show it and `application/json` carries it. */
export type FieldError = {
  readonly field: string;
  /** Of a field with a rule a line, from 1. */
  readonly line?: number;
  /** Names the problem for programs, in kebab-case. */
  readonly kind: string;
  /** A sentence for the person who typed it. */
  readonly message: string;
  /** UTF-16 units from 0, within the line. */
  readonly offset?: number;
  readonly expected?: string;
  /** What to write instead: the whole field, or the whole line of one that has lines. */
  readonly suggestion?: string;
};

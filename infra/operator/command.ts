/**
 * What a command of the operator's command line is: words, options, and a function from a context to an outcome.
 * A command prints its result; a problem is a value, which the caller of the command shows and turns into a status.
 */
import type { Connection } from './connect.ts';

/** A problem of the input: exit status 1. */
export type Problem = {
  readonly kind: string;
  readonly message: string;
  /** Where in what was typed, UTF-16 units from 0. */
  readonly offset?: number;
  readonly expected?: string;
  /** What to type instead. */
  readonly suggestion?: string;
  /** All of this for a person, where lines of message, expectation and suggestion do not do. */
  readonly text?: string;
};

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** Not how the command is used: exit status 2. */
  | { readonly kind: 'usage'; readonly message: string };

export const DONE: Outcome = { kind: 'done' };

export function problem(problem: Problem): Outcome {
  return { kind: 'problem', problem };
}

export type Options = {
  readonly json: boolean;
  readonly title?: string;
  readonly tag: readonly string[];
  readonly from?: string;
};

export type Context = {
  /** As many as the command takes. */
  readonly operands: readonly string[];
  readonly options: Options;
  /** A line on standard output. */
  readonly print: (line: string) => void;
  /** A line on standard error, for what is no result. */
  readonly note: (line: string) => void;
  readonly input: AsyncIterable<Uint8Array | string>;
  /** What relative names of files start from. */
  readonly filesFrom: string;
  /** Origins on loopback that feeds may be read from. */
  readonly allowOrigins: readonly string[];
  /** The service that the environment names. Whoever connects closes. */
  readonly connect: () => Promise<Connection>;
};

export type Command = {
  /** What it is called by: `feeds add`. */
  readonly name: string;
  /** Operands and options as help shows them. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  readonly examples: readonly string[];
  readonly operands: { readonly min: number; readonly max: number };
  /** Options it takes besides `--help`. */
  readonly options: readonly (keyof Options)[];
  readonly run: (context: Context) => Promise<Outcome>;
};

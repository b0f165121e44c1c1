/** The file that an operand names, as bytes; `-` is standard input. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context, Outcome } from './command.ts';

export type InputFile =
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | Extract<Outcome, { readonly kind: 'problem' }>;

export async function readInputFile(
  { input, filesFrom }: Pick<Context, 'input' | 'filesFrom'>,
  name: string,
): Promise<InputFile> {
  if (name === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of input) chunks.push(Buffer.from(chunk));
    return { kind: 'file', bytes: Buffer.concat(chunks) };
  }
  try {
    return { kind: 'file', bytes: await readFile(resolve(filesFrom, name)) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const message = `The file ${name} cannot be read: ${reasonOf(String(error.code))}.`;
    return { kind: 'problem', problem: { kind: 'unreadable-file', message } };
  }
}

function reasonOf(code: string): string {
  const reasons = new Map([
    ['ENOENT', 'there is none of this name'],
    ['EACCES', 'this user may not'],
    ['EISDIR', 'it is a folder'],
  ]);
  return reasons.get(code) ?? code;
}

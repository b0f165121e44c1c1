/**
 * Takes the data folder for this process, or finds the service that has it. A command that has it for a moment, or a
 * service that is about to answer, is waited for.
 */
import { setTimeout } from 'node:timers/promises';
import { dataFolder, openDatabase } from './data-folder.ts';
import type { Dynamo } from './dynamodb/server.ts';
import { findRunning, type Running, readRunning } from './running.ts';

/** As long as a command, or a start up to its first answer, may take. */
const WAIT_MS = 10_000;
const TRY_EVERY_MS = 250;

export type Taken =
  | { readonly kind: 'taken'; readonly dynamo: Dynamo }
  | { readonly kind: 'running'; readonly running: Running }
  /** `message` says who has it, and what to do. */
  | { readonly kind: 'silent'; readonly message: string };

/** @param dataDir Absolute. */
export async function takeFolder(dataDir: string): Promise<Taken> {
  const folder = dataFolder(dataDir);
  for (let waited = 0; waited <= WAIT_MS; waited += TRY_EVERY_MS) {
    const opened = await openDatabase(folder);
    if (opened.kind === 'open') return { kind: 'taken', dynamo: opened.dynamo };
    const running = await findRunning(folder.running);
    if (running) return { kind: 'running', running };
    await setTimeout(TRY_EVERY_MS);
  }
  const silent = await readRunning(folder.running);
  const who = silent ? `the process ${silent.pid} at ${silent.url}` : 'another process';
  const message = `${dataDir} is held by ${who}, which does not answer. End it, and try again.`;
  return { kind: 'silent', message };
}

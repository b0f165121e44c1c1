/**
 * Which service a command is about, by the environment: a deployment on AWS when WATCHWORD_STAGE names one, else the
 * data folder of this machine. What either needs is loaded only when a command asks for it.
 */
import { resolve } from 'node:path';
import type { Keyring } from '../../functions/domain/token/keyring.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { Random } from '../../functions/ports/random.ts';
import type { Store } from '../../functions/ports/store/index.ts';
import { type Environment, readConfig } from '../local/config.ts';
import type { Problem } from './command.ts';

export type Connected = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Whose it is, in words: `the deployment prod`. */
  readonly where: string;
  /** @throws Error with the remedy when the keys were not made yet. */
  keyring(): Promise<Keyring>;
  /** Makes the keys that are missing. */
  makeKeys(): Promise<'created' | 'there'>;
  close(): Promise<void>;
};

export type Connection =
  | { readonly kind: 'connected'; readonly service: Connected }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** @param cwd What a relative DATA_DIR starts from. */
export async function connect(environment: Environment, cwd: string): Promise<Connection> {
  const stage = environment.WATCHWORD_STAGE;
  if (stage) return (await import('./connect-stage.ts')).connectStage(stage);
  const read = readConfig(environment, cwd);
  if (read.kind === 'problems') return misconfigured(read.problems);
  return (await import('./connect-local.ts')).connectLocal(read.config.dataDir);
}

/** Origins on loopback that a command may read feeds from. */
export function allowedOrigins(environment: Environment, cwd: string): readonly string[] {
  const read = readConfig(environment, cwd);
  return read.kind === 'config' ? read.config.allowOrigins : [];
}

/** What relative names of files start from. npm runs a script in the project's folder and tells where it was called. */
export function filesFrom(environment: Environment, cwd: string): string {
  const called = environment.npm_lifecycle_event === 'watchword' ? environment.INIT_CWD : undefined;
  return called ? resolve(cwd, called) : cwd;
}

function misconfigured(problems: readonly string[]): Connection {
  return { kind: 'problem', problem: { kind: 'environment', message: problems.join('\n') } };
}

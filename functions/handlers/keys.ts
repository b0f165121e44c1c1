/**
 * The keys of a function that may read them, read again every quarter of an hour, so that a rotation reaches functions
 * that stay warm. A read that failed is not kept: the next request tries anew.
 */
import { createSsmClient, loadKeyring } from '../adapters/ssm/keyring.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import { env, once } from './runtime.ts';

const KEYS_AGE_MS = 15 * 60_000;

const client = once(createSsmClient);
let known: { readonly at: number; readonly keys: Promise<Keyring> } | undefined;

export async function keyring(): Promise<Keyring> {
  if (!known || systemClock.monotonic() - known.at > KEYS_AGE_MS) {
    known = {
      at: systemClock.monotonic(),
      keys: loadKeyring({ client: client(), path: env('PARAMETER_PATH') }),
    };
  }
  try {
    return await known.keys;
  } catch (error) {
    known = undefined;
    throw error;
  }
}

/**
 * Builds what the functions share, from the environment that the stack set: each piece once a process, at its first
 * use, so that a function pays only for what it needs. Each entry point adds what is its own.
 */
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createDynamoStore } from '../adapters/dynamodb/store.ts';
import { createSesClient } from '../adapters/ses/client.ts';
import { createSesMailer } from '../adapters/ses/mailer.ts';
import { createSsmClient, loadKeyring } from '../adapters/ssm/keyring.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import type { Sender } from '../domain/email/sender.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import { timing } from '../pipeline/timing.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Store } from '../ports/store/index.ts';
import { type EnvironmentName, requireEnv } from './env.ts';

/** One variable of this function. @throws when the stack did not set it. */
export const env = (name: EnvironmentName): string => requireEnv(process.env, name);

/** Clock, randomness and store, which every stage needs, with the pace of AWS. */
export const base = once(() => ({
  clock: systemClock,
  random: systemRandom,
  timing: timing(1),
  store: openStore(),
}));

export const sender = once(
  (): Sender => ({
    name: env('SENDER_NAME'),
    digestFrom: env('DIGEST_FROM'),
    transactionalFrom: env('TRANSACTIONAL_FROM'),
    postalAddress: env('POSTAL_ADDRESS'),
    baseUrl: env('BASE_URL'),
  }),
);

export const mailer = once(
  (): Mailer =>
    createSesMailer({
      client: createSesClient(),
      configurationSet: env('CONFIGURATION_SET'),
      clock: systemClock,
    }),
);

/**
 * The keys, read again every quarter of an hour, so that a rotation reaches functions that stay warm.
 * A read that failed is not kept: the next request tries anew.
 */
export const keyring = ((): (() => Promise<Keyring>) => {
  const client = once(createSsmClient);
  let known: { readonly at: number; readonly keys: Promise<Keyring> } | undefined;
  return async () => {
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
  };
})();

const KEYS_AGE_MS = 15 * 60_000;

function openStore(): Store {
  const tables = { state: env('STATE_TABLE'), news: env('NEWS_TABLE') };
  return createDynamoStore({ client: createDynamoClient(), tables });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

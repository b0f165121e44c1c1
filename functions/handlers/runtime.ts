/**
 * Builds what all functions share, from the environment that the stack set: each piece once a process, at its first
 * use. Mail and keys have files of their own, so that a function that needs no SDK of theirs does not load it.
 */
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createDynamoStore } from '../adapters/dynamodb/store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import type { Sender } from '../domain/email/sender.ts';
import { timing } from '../pipeline/timing.ts';
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

function openStore(): Store {
  const tables = { state: env('STATE_TABLE'), news: env('NEWS_TABLE') };
  return createDynamoStore({ client: createDynamoClient(), tables });
}

/** Makes a thing at its first use, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** How the product's own adapters reach the embedded services: an endpoint, and credentials that nobody checks. */
import { createDynamoClient } from '../../functions/adapters/dynamodb/client.ts';
import { createDynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { systemClock } from '../../functions/adapters/system/clock.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { Store } from '../../functions/ports/store/index.ts';
import { NEWS, STATE } from '../tables.ts';

/** What the SDK demands of every client. */
export const EMBEDDED_ACCESS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/**
 * The server runs in the client's own process: it cannot be silent while the client is not. Bounds fit for AWS end
 * calls here whenever a busy machine lets the process wait for a second, since timers go before sockets.
 */
const BOUNDS = { connectionTimeout: 10_000, requestTimeout: 30_000 };

/** @param endpoint Of an embedded DynamoDB. Whoever opens closes. */
export function openEmbeddedStore(
  endpoint: string,
  clock: Clock = systemClock,
): { readonly store: Store; close(): void } {
  const client = createDynamoClient({ endpoint, ...EMBEDDED_ACCESS, bounds: BOUNDS });
  const tables = { state: STATE.name, news: NEWS.name };
  return { store: createDynamoStore({ client, tables, clock }), close: () => client.destroy() };
}

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

/** @param endpoint Of an embedded DynamoDB. Whoever opens closes. */
export function openEmbeddedStore(
  endpoint: string,
  clock: Clock = systemClock,
): { readonly store: Store; close(): void } {
  const client = createDynamoClient({ endpoint, ...EMBEDDED_ACCESS });
  const tables = { state: STATE.name, news: NEWS.name };
  return { store: createDynamoStore({ client, tables, clock }), close: () => client.destroy() };
}

/** The product's store on an embedded DynamoDB of its own, in memory, gone when the test ends. */
import { onTestFinished } from 'vitest';
import { createDynamoClient } from '../../../functions/adapters/dynamodb/client.ts';
import { createDynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { startDynamo } from '../../../infra/local/dynamodb/server.ts';
import { NEWS, STATE } from '../../../infra/tables.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { seededRandom } from '../../support/seeded-random.ts';

export async function openStore() {
  const dynamo = await startDynamo();
  const client = createDynamoClient({
    endpoint: dynamo.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const close = async () => {
    client.destroy();
    await dynamo.close();
  };
  onTestFinished(close);
  const clock = new FakeClock();
  const tables = { state: STATE.name, news: NEWS.name };
  return {
    store: createDynamoStore({ client, tables, clock, random: seededRandom() }),
    client,
    clock,
    dynamo,
    close,
  };
}

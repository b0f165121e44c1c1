import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexFaults, item } from './client.ts';
import { startForTest } from './support.ts';

const TableName = 'state';

const keys = fc.tuple(fc.constantFrom('S#1', 'S#2', 'S#3'), fc.constantFrom('-', 'R#1'));
const attributes = fc.record(
  {
    at: fc.integer({ min: 0, max: 3 }),
    dk: fc.constantFrom('S#0', 'S#1'),
    due: fc.integer({ min: 0, max: 3 }),
    ver: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: [] },
);

type Write = (client: DynamoDBClient) => Promise<unknown>;

const put = fc.tuple(keys, attributes).map(([[pk, sk], more]): Write => {
  return (client) => client.send(new PutItemCommand({ TableName, Item: item(pk, sk, more) }));
});
const remove = keys.map(([pk, sk]): Write => {
  return (client) => client.send(new DeleteItemCommand({ TableName, Key: item(pk, sk) }));
});
const update = fc
  .tuple(keys, fc.constantFrom('SET due = :n, dk = :dk', 'REMOVE dk', 'SET #at = :n', 'REMOVE #at, due'))
  .map(([[pk, sk], UpdateExpression]): Write => {
    const all = { ':n': { N: '2' }, ':dk': { S: 'S#1' } };
    const values = Object.entries(all).filter(([name]) => UpdateExpression.includes(name));
    return (client) =>
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: item(pk, sk),
          UpdateExpression,
          ...(UpdateExpression.includes('#at') && { ExpressionAttributeNames: { '#at': 'at' } }),
          ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
        }),
      );
  });
const transaction = fc.tuple(attributes, attributes).map(([one, other]): Write => {
  const items = [item('S#1', '-', one), item('S#2', '-', other)];
  const TransactItems = [
    ...items.map((Item) => ({ Put: { TableName, Item } })),
    { Delete: { TableName, Key: item('S#3', '-'), ConditionExpression: 'attribute_exists(due)' } },
  ];
  return (client) =>
    client.send(new TransactWriteItemsCommand({ TransactItems })).catch((error: Error) => {
      expect(error.name).toBe('TransactionCanceledException');
    });
});
const batch = attributes.map((more): Write => {
  const requests = [
    { PutRequest: { Item: item('S#1', 'R#1', more) } },
    { DeleteRequest: { Key: item('S#2', '-') } },
  ];
  return (client) => client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
});

it('holds in every index exactly what the items say, whatever is written in whatever order', async () => {
  const { client } = await startForTest();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(put, remove, update, transaction, batch), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (writes, together) => {
        if (together) await Promise.all(writes.map((write) => write(client)));
        else for (const write of writes) await write(client);
        expect(await indexFaults(client)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

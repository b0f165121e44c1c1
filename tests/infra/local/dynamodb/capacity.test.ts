import {
  type ConsumedCapacity,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Item, item } from './client.ts';
import { startForTest } from './support.ts';

const TableName = 'state';
const ReturnConsumedCapacity = 'INDEXES';
const due = { dk: 'S#1', due: 100 };
const KILOBYTE = 'x'.repeat(1024);

/** `table`, then what each index that took part paid. */
function units(capacity: ConsumedCapacity | undefined): Record<string, number | undefined> {
  const indexes = { ...capacity?.LocalSecondaryIndexes, ...capacity?.GlobalSecondaryIndexes };
  return {
    table: capacity?.Table?.CapacityUnits,
    ...Object.fromEntries(Object.entries(indexes).map(([name, paid]) => [name, paid.CapacityUnits])),
  };
}

async function put(client: DynamoDBClient, Item: Item) {
  const { ConsumedCapacity } = await client.send(
    new PutItemCommand({ TableName, Item, ReturnConsumedCapacity }),
  );
  return units(ConsumedCapacity);
}

describe('units of writes', () => {
  const one = item('S#1', '-');
  it.each<[string, Item | undefined, Item, Record<string, number>]>([
    ['a new item without index keys', undefined, one, { table: 1 }],
    ['a new item in a local index', undefined, item('S#1', '-', { at: 1 }), { table: 1, byTime: 1 }],
    ['a new item in the due index', undefined, item('S#1', '-', due), { table: 1, due: 1 }],
    ['a new item in both', undefined, item('S#1', '-', { ...due, at: 1 }), { table: 1, byTime: 1, due: 1 }],
    [
      'an item that becomes due at another time',
      item('S#1', '-', due),
      item('S#1', '-', { ...due, due: 200 }),
      { table: 1, due: 2 },
    ],
    ['an item that is due no more', item('S#1', '-', due), one, { table: 1, due: 1 }],
    [
      'a change of what an index of keys does not hold',
      item('S#1', '-', due),
      item('S#1', '-', { ...due, ver: 2 }),
      { table: 1 },
    ],
    [
      'a change of what an index of everything holds',
      item('S#1', '-', { at: 1 }),
      item('S#1', '-', { at: 1, ver: 2 }),
      { table: 1, byTime: 1 },
    ],
    ['the same item again', item('S#1', '-', { at: 1 }), item('S#1', '-', { at: 1 }), { table: 1 }],
    [
      'a started second kilobyte, in the index of everything too',
      undefined,
      item('S#1', '-', { ...due, at: 1, text: KILOBYTE }),
      { table: 2, byTime: 2, due: 1 },
    ],
    ['a shorter item, by the longer one', item('S#1', '-', { text: KILOBYTE }), one, { table: 2 }],
    ['text by its UTF-8 bytes', undefined, item('S#1', '-', { text: 'é'.repeat(600) }), { table: 2 }],
  ])('counts %s', async (_what, before, after, expected) => {
    const { client } = await startForTest();
    if (before) await put(client, before);
    expect(await put(client, after)).toEqual(expected);
  });

  it('counts an update and a deletion with their indexes', async () => {
    const { client } = await startForTest();
    await put(client, item('S#1', '-', { ...due, at: 1 }));
    const updated = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: one,
        UpdateExpression: 'SET due = :due',
        ExpressionAttributeValues: { ':due': { N: '300' } },
        ReturnConsumedCapacity,
      }),
    );
    expect(units(updated.ConsumedCapacity)).toEqual({ table: 1, byTime: 1, due: 2 });
    const gone = await client.send(new DeleteItemCommand({ TableName, Key: one, ReturnConsumedCapacity }));
    expect(gone.ConsumedCapacity?.CapacityUnits).toBe(3);
    const again = await client.send(new DeleteItemCommand({ TableName, Key: one, ReturnConsumedCapacity }));
    expect(units(again.ConsumedCapacity)).toEqual({ table: 1 });
  });

  it('counts a transaction twice, items that are only checked included', async () => {
    const { client } = await startForTest();
    const { ConsumedCapacity } = await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: item('S#1', '-', due) } },
          {
            ConditionCheck: {
              TableName,
              Key: item('S#2', '-'),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ],
        ReturnConsumedCapacity,
      }),
    );
    expect(ConsumedCapacity?.map(units)).toEqual([{ table: 4, due: 2 }]);
  });

  it('counts a refused write by the item that stood in its way', async () => {
    const { dynamo, client } = await startForTest();
    await put(client, item('S#1', '-', { text: KILOBYTE }));
    const before = dynamo.consumed().writes;
    const refused = new PutItemCommand({
      TableName,
      Item: one,
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await expect(client.send(refused)).rejects.toThrow(/conditional/);
    expect(dynamo.consumed().writes - before).toBe(2);
  });
});

describe('units of reads', () => {
  it('counts each started 4 kB of an item, half when eventually consistent, an absent item as one', async () => {
    const { client } = await startForTest();
    await put(client, item('S#1', '-', { text: KILOBYTE.repeat(5) }));
    const get = async (pk: string, ConsistentRead: boolean) => {
      const { ConsumedCapacity } = await client.send(
        new GetItemCommand({ TableName, Key: item(pk, '-'), ConsistentRead, ReturnConsumedCapacity }),
      );
      return ConsumedCapacity?.CapacityUnits;
    };
    expect(await get('S#1', true)).toBe(2);
    expect(await get('S#1', false)).toBe(1);
    expect(await get('S#2', true)).toBe(1);
  });

  it('adds up the rows of a query before rounding, and charges the index it read', async () => {
    const { client } = await startForTest();
    for (let n = 0; n < 9; n++) await put(client, item('A', `${n}`, { ...due, at: n, text: KILOBYTE }));
    const query = (input: { IndexName?: string; ConsistentRead?: boolean }, key = 'pk', value = 'A') =>
      client
        .send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: `${key} = :value`,
            ExpressionAttributeValues: { ':value': { S: value } },
            ReturnConsumedCapacity,
            ...input,
          }),
        )
        .then(({ ConsumedCapacity }) => units(ConsumedCapacity));
    expect(await query({ ConsistentRead: true })).toEqual({ table: 3 });
    expect(await query({ IndexName: 'byTime' })).toEqual({ table: 0, byTime: 1.5 });
    expect(await query({ IndexName: 'due' }, 'dk', 'S#1')).toEqual({ table: 0, due: 0.5 });
    expect(await query({ IndexName: 'due' }, 'dk', 'S#none')).toEqual({ table: 0, due: 0.5 });
  });
});

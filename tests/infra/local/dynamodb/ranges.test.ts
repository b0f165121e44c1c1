import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Item, item, queryAll, scanAll } from './client.ts';
import { startForTest } from './support.ts';

const TableName = 'state';

function partition(name: 'pk' | 'dk', value: string) {
  return {
    TableName,
    KeyConditionExpression: `${name} = :value`,
    ExpressionAttributeValues: { ':value': { S: value } },
  };
}

async function putAll(client: DynamoDBClient, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
  }
}

const sortKeys = (items: readonly Item[] | undefined) => items?.map(({ sk }) => sk?.S);

describe('reads of ranges', () => {
  it('ends a page at 1 MB and goes on where it ended', async () => {
    const { client } = await startForTest();
    const text = 'x'.repeat(100_000);
    const items = Array.from({ length: 24 }, (_, n) => item('A', `${100 + n}`, { at: n, text }));
    for (let start = 0; start < 24; start += 8) await putAll(client, items.slice(start, start + 8));
    for (const IndexName of [undefined, 'byTime']) {
      const query = { ...partition('pk', 'A'), IndexName };
      const first = await client.send(new QueryCommand(query));
      expect(first.Count).toBe(11);
      expect(first.LastEvaluatedKey).toMatchObject({ sk: { S: '110' } });
      expect(sortKeys(await queryAll(client, query))).toEqual(sortKeys(items));
    }
    expect(await scanAll(client, { TableName })).toHaveLength(24);
  });

  it('reads a local index strongly right after the write, and refuses that of a global one', async () => {
    const { client } = await startForTest();
    for (let n = 0; n < 50; n++) {
      await client.send(
        new PutItemCommand({ TableName, Item: item('A', `${n}`, { at: n, dk: 'G#1', due: n }) }),
      );
      const newest = await client.send(
        new QueryCommand({
          ...partition('pk', 'A'),
          IndexName: 'byTime',
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: 1,
        }),
      );
      expect(sortKeys(newest.Items)).toEqual([`${n}`]);
    }
    const global = { ...partition('dk', 'G#1'), IndexName: 'due', ConsistentRead: true };
    await expect(client.send(new QueryCommand(global))).rejects.toThrow(/Consistent reads are not supported/);
  });

  it('orders numbers as numbers, negative ones first', async () => {
    const { client } = await startForTest();
    const times = [-20, -3, 0, 0.5, 2, 10, 1_764_000_000_000, 1_764_000_000_001];
    await putAll(
      client,
      times.map((at, n) => item('A', `${9 - n}`, { at })),
    );
    const found = await queryAll(client, { ...partition('pk', 'A'), IndexName: 'byTime' });
    expect(found.map(({ at }) => Number(at?.N))).toEqual(times);
  });

  it('keeps two items apart that are due at the same moment and whose keys have the same short hash', async () => {
    const { client } = await startForTest();
    // The engine's 24 bits of hash are the same for these two: it would keep the later one only.
    const twins = ['S#7067', 'S#7806'];
    await putAll(
      client,
      twins.map((pk) => item(pk, '-', { dk: 'S#1', due: 7 })),
    );
    const due = { ...partition('dk', 'S#1'), IndexName: 'due' };
    const owners = async () => (await queryAll(client, { ...due, Limit: 1 })).map(({ pk }) => pk?.S);
    expect(await owners()).toEqual(twins);
    await client.send(new DeleteItemCommand({ TableName, Key: item('S#7806', '-') }));
    expect(await owners()).toEqual(['S#7067']);
  });

  it('gives the same rows by pages of any size, forward and backward, as in one piece', async () => {
    const { client } = await startForTest();
    const rows = Array.from({ length: 60 }, (_, n) =>
      item(`S#${n % 7}`, `R#${n}`, { at: n % 4, dk: 'S#0', due: n % 3 }),
    );
    await putAll(client, rows);
    const sources = [
      partition('pk', 'S#3'),
      { ...partition('pk', 'S#3'), IndexName: 'byTime' },
      { ...partition('dk', 'S#0'), IndexName: 'due' },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.integer({ min: 1, max: 13 }),
        fc.boolean(),
        async (source, Limit, ScanIndexForward) => {
          const paged = await queryAll(client, { ...source, Limit, ScanIndexForward });
          const whole = await queryAll(client, source);
          expect(sortKeys(paged)).toEqual(sortKeys(ScanIndexForward ? whole : whole.toReversed()));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives the same rows by pages of a scan of an index', async () => {
    const { client } = await startForTest();
    await putAll(
      client,
      Array.from({ length: 30 }, (_, n) => item(`S#${n}`, '-', { dk: `S#${n % 3}`, due: 5 })),
    );
    const paged = await scanAll(client, { TableName, IndexName: 'due', Limit: 4 });
    expect(new Set(paged.map(({ pk }) => pk?.S)).size).toBe(30);
    expect(paged).toHaveLength(30);
  });
});

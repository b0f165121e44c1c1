import {
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { indexFaults, item, scanAll } from './client.ts';
import { startForTest } from './support.ts';

const TableName = 'state';
const absent = { ConditionExpression: 'attribute_not_exists(pk)' };

const put = (pk: string, more: Record<string, string | number> = {}): TransactWriteItem => ({
  Put: { TableName, Item: item(pk, '-', more) },
});
const count = (pk: string): TransactWriteItem => ({
  Update: {
    TableName,
    Key: item(pk, '-'),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});

async function startWithTransactions() {
  const { client } = await startForTest();
  return {
    client,
    transact: (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
      client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken })),
    numberOf: async (pk: string) => {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: item(pk, '-') }));
      return Item?.n?.N;
    },
  };
}

describe('transactions', () => {
  it('writes all items, in both tables and their indexes', async () => {
    const { client, transact } = await startWithTransactions();
    await transact([
      put('S#1', { dk: 'S#1', due: 5 }),
      count('PAT#1'),
      { Put: { TableName: 'news', Item: item('P#arctic', '1', { at: 3 }) } },
    ]);
    expect(await scanAll(client, { TableName })).toHaveLength(2);
    expect(await scanAll(client, { TableName: 'news', IndexName: 'byTime' })).toHaveLength(1);
    expect(await indexFaults(client)).toEqual([]);
  });

  it('writes nothing when one condition is refused, and gives each action its reason', async () => {
    const { client, transact } = await startWithTransactions();
    const standing = item('S#1', '-', { tok: 'theirs' });
    await client.send(new PutItemCommand({ TableName, Item: standing }));
    const cancelled = transact([
      put('S#2'),
      {
        Put: { TableName, Item: item('S#1', '-'), ...absent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
      },
      { Delete: { TableName, Key: item('S#3', '-'), ConditionExpression: 'attribute_exists(pk)' } },
      { ConditionCheck: { TableName, Key: item('S#4', '-'), ...absent } },
    ]);
    await expect(cancelled).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: standing },
        { Code: 'ConditionalCheckFailed' },
        { Code: 'None' },
      ],
    });
    expect(await scanAll(client, { TableName })).toEqual([standing]);
  });

  it('carries out a transaction once under one token, also when both arrive together', async () => {
    const { transact, numberOf } = await startWithTransactions();
    await Promise.all([transact([count('PAT#1')], 'token-1'), transact([count('PAT#1')], 'token-1')]);
    await transact([count('PAT#1')], 'token-1');
    expect(await numberOf('PAT#1')).toBe('1');
    await transact([count('PAT#1')], 'token-2');
    expect(await numberOf('PAT#1')).toBe('2');
  });

  it('refuses a token that came with another request', async () => {
    const { transact } = await startWithTransactions();
    await transact([count('PAT#1')], 'token-1');
    await expect(transact([count('PAT#2')], 'token-1')).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  it('tries again under a token whose transaction was cancelled', async () => {
    const { client, transact } = await startWithTransactions();
    const first: TransactWriteItem = {
      ConditionCheck: { TableName, Key: item('S#1', '-'), ConditionExpression: 'attribute_exists(pk)' },
    };
    await expect(transact([first, put('S#2')], 'token-1')).rejects.toThrow(/ConditionalCheckFailed/);
    await client.send(new PutItemCommand({ TableName, Item: item('S#1', '-') }));
    await transact([first, put('S#2')], 'token-1');
    expect(await scanAll(client, { TableName })).toHaveLength(2);
  });

  it('keeps what transactions that meet on an item add up to', async () => {
    const { transact, numberOf } = await startWithTransactions();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => transact([count('PAT#1'), put(`S#${n}`)])),
    );
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(done).toBeGreaterThan(0);
    expect(await numberOf('PAT#1')).toBe(`${done}`);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toMatchObject({
        CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
      });
    }
  });

  it.each([
    ['an item named twice', () => [put('S#1'), count('S#1')], /multiple operations on one item/],
    [
      'over 100 actions',
      () => Array.from({ length: 101 }, (_, n) => put(`S#${n}`)),
      /less than or equal to 100/,
    ],
    [
      'over 4 MB',
      () => Array.from({ length: 11 }, (_, n) => put(`S#${n}`, { x: 'x'.repeat(390_000) })),
      /4MB/,
    ],
    ['an action of two kinds', () => [{ ...put('S#1'), ...count('S#1') }], /only contain one/],
  ])('refuses %s', async (_what, actions, message) => {
    const { client, transact } = await startWithTransactions();
    await expect(transact(actions())).rejects.toThrow(message);
    expect(await scanAll(client, { TableName })).toEqual([]);
  });

  it('reads items together, those that are not there as nothing', async () => {
    const { client, transact } = await startWithTransactions();
    await transact([put('S#1', { n: 1 })]);
    const { Responses } = await client.send(
      new TransactGetItemsCommand({
        TransactItems: ['S#1', 'S#2'].map((pk) => ({ Get: { TableName, Key: item(pk, '-') } })),
      }),
    );
    expect(Responses?.map(({ Item }) => Item?.n?.N)).toEqual(['1', undefined]);
  });
});

import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { item } from './client.ts';
import { startForTest } from './support.ts';

const TableName = 'state';
const ALL_OLD = 'ALL_OLD';

describe('writes of items', () => {
  it('lets exactly one of many concurrent conditional writes through', async () => {
    const { client } = await startForTest();
    await client.send(new PutItemCommand({ TableName, Item: item('G#1', '-', { runSeq: 0 }) }));
    const claims = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: item('G#1', '-'),
            UpdateExpression: 'SET runSeq = :next, tok = :tok',
            ConditionExpression: 'runSeq = :seen',
            ExpressionAttributeValues: { ':next': { N: '1' }, ':seen': { N: '0' }, ':tok': { S: `${n}` } },
          }),
        ),
      ),
    );
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('adds up concurrent counts without losing one', async () => {
    const { client } = await startForTest();
    const add = {
      TableName,
      Key: item('PAT#1', 'arctic'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    };
    await Promise.all(Array.from({ length: 60 }, () => client.send(new UpdateItemCommand(add))));
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: item('PAT#1', 'arctic') }));
    expect(Item?.n).toEqual({ N: '60' });
  });

  it('returns the item that stands when a condition is refused, if asked to', async () => {
    const { client } = await startForTest();
    const old = item('S#1', '-', { tok: 'mine' });
    await client.send(new PutItemCommand({ TableName, Item: old }));
    const put = {
      TableName,
      Item: item('S#1', '-', { tok: 'theirs' }),
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    const asked = client.send(new PutItemCommand({ ...put, ReturnValuesOnConditionCheckFailure: ALL_OLD }));
    await expect(asked).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: old });
    const silent = await client.send(new PutItemCommand(put)).catch((error: unknown) => error);
    expect(silent).toBeInstanceOf(ConditionalCheckFailedException);
    expect(silent).toMatchObject({ Item: undefined });
  });

  it('refuses without an item when there is none', async () => {
    const { client } = await startForTest();
    const update = client.send(
      new UpdateItemCommand({
        TableName,
        Key: item('S#none', '-'),
        UpdateExpression: 'SET tok = :tok',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':tok': { S: 'mine' } },
        ReturnValuesOnConditionCheckFailure: ALL_OLD,
      }),
    );
    await expect(update).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: undefined,
    });
  });

  it('adds to and deletes from binary sets idempotently, and drops a set that is empty', async () => {
    const { client } = await startForTest();
    const [one, two] = [Uint8Array.of(0, 255, 1), Uint8Array.of(0, 255, 2)];
    const change = (verb: 'ADD' | 'DELETE', members: Uint8Array[]) =>
      client.send(
        new UpdateItemCommand({
          TableName: 'news',
          Key: item('S#1', 'N#20561'),
          UpdateExpression: `${verb} hashes :members`,
          ExpressionAttributeValues: { ':members': { BS: members } },
          ReturnValues: 'ALL_NEW',
        }),
      );
    await change('ADD', [one]);
    await change('ADD', [one, two]);
    const added = await change('ADD', [two]);
    expect(added.Attributes?.hashes?.BS?.map((hash) => [...hash])).toEqual([[...one], [...two]]);
    await change('DELETE', [one]);
    const emptied = await change('DELETE', [one, two]);
    expect(emptied.Attributes).not.toHaveProperty('hashes');
  });

  it.each([
    ['an item over 400 kB', { Item: { ...item('S#1', '-'), text: { S: 'é'.repeat(205_000) } } }, /size/],
    ['an empty set', { Item: { ...item('S#1', '-'), tags: { SS: [] } } }, /empty/],
    ['an index key of another type', { Item: item('S#1', '-', { at: 'soon' }) }, /Type mismatch/],
    ['a key without its sort key', { Item: { pk: { S: 'S#1' } } }, /key/],
  ])('refuses %s', async (_what, input, message) => {
    const { client } = await startForTest();
    const put = client.send(new PutItemCommand({ TableName, ...input }));
    await expect(put).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});

import {
  DescribeTimeToLiveCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { indexFaults, item, scanAll } from './client.ts';
import { startForTest } from './support.ts';

const TableName = 'news';
const NOW_S = 1_764_000_000;
const YEAR_S = 365 * 24 * 60 * 60;

describe('time to live', () => {
  it('deletes what has expired, with its index entries, and nothing else', async () => {
    const { dynamo, client } = await startForTest();
    const rows: [string, Record<string, string | number>][] = [
      ['past', { ttl: NOW_S - 1 }],
      ['now', { ttl: NOW_S }],
      ['future', { ttl: NOW_S + 1 }],
      ['never', {}],
      ['text', { ttl: 'soon' }],
      ['ancient', { ttl: NOW_S - 6 * YEAR_S }],
    ];
    for (const [sk, more] of rows) {
      await client.send(new PutItemCommand({ TableName, Item: item('P#arctic', sk, { at: 1, ...more }) }));
    }
    expect(await dynamo.reap(NOW_S * 1_000)).toBe(2);
    const left = await scanAll(client, { TableName });
    expect(left.map(({ sk }) => sk?.S).sort()).toEqual(['ancient', 'future', 'never', 'text']);
    expect(await indexFaults(client)).toEqual([]);
  });

  it('still shows an expired item until it is deleted, unless the reader filters', async () => {
    const { client } = await startForTest();
    for (const [sk, ttl] of [
      ['old', NOW_S - 5],
      ['new', NOW_S + 5],
    ] as const) {
      await client.send(new PutItemCommand({ TableName, Item: item('P#arctic', sk, { ttl }) }));
    }
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'P#arctic' } },
    };
    expect((await client.send(new QueryCommand(query))).Count).toBe(2);
    const filtered = await client.send(
      new QueryCommand({
        ...query,
        FilterExpression: '#ttl > :now',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':now': { N: `${NOW_S}` } },
      }),
    );
    expect(filtered.Items?.map(({ sk }) => sk?.S)).toEqual(['new']);
    expect(filtered.ScannedCount).toBe(2);
  });

  it('is on for both tables, and can be turned off', async () => {
    const { dynamo, client } = await startForTest();
    const status = async (table: string) => {
      const answer = await client.send(new DescribeTimeToLiveCommand({ TableName: table }));
      return answer.TimeToLiveDescription;
    };
    expect(await status('state')).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
    expect(await status(TableName)).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
    const off = { AttributeName: 'ttl', Enabled: false };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: off }));
    expect(await status(TableName)).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await client.send(new PutItemCommand({ TableName, Item: item('P#arctic', 'old', { ttl: NOW_S - 5 }) }));
    expect(await dynamo.reap(NOW_S * 1_000)).toBe(0);
  });
});

import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { DescribeTableCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { startDynamo } from '../../../../infra/local/dynamodb/server.ts';
import { STATE } from '../../../../infra/tables.ts';
import { clientOf, item, scanAll } from './client.ts';
import { folderForTest, startForTest } from './support.ts';

const TableName = 'state';
const AUTHORIZATION = 'AWS4-HMAC-SHA256 Credential=local';

/** Sends a request by hand. */
async function post(url: string, headers: Record<string, string>, body: string) {
  const sent = request(url, { method: 'POST', headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, body: JSON.parse(text) };
}

const target = (operation: string) => ({
  'x-amz-target': `DynamoDB_20120810.${operation}`,
  authorization: AUTHORIZATION,
});

describe('the embedded DynamoDB', () => {
  it('starts with both tables and their indexes ready', async () => {
    const { client } = await startForTest();
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['news', 'state']);
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      LocalSecondaryIndexes: [{ IndexName: 'byTime', Projection: { ProjectionType: 'ALL' } }],
      GlobalSecondaryIndexes: [
        { IndexName: 'due', IndexStatus: 'ACTIVE', Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    });
  });

  it('finds everything again after it was closed', async () => {
    const path = await folderForTest();
    const first = await startDynamo({ path });
    const before = clientOf(first.url);
    await before.send(new PutItemCommand({ TableName, Item: item('S#1', '-', { dk: 'S#1', due: 1 }) }));
    before.destroy();
    await first.close();
    const { client } = await startForTest({ path });
    expect(await scanAll(client, { TableName })).toEqual([item('S#1', '-', { dk: 'S#1', due: 1 })]);
    expect(await scanAll(client, { TableName, IndexName: 'due' })).toHaveLength(1);
  });

  it('refuses a folder that is open already, and one whose tables have another shape', async () => {
    const path = await folderForTest();
    const first = await startDynamo({ path });
    await expect(startDynamo({ path })).rejects.toThrow(/open already/);
    await first.close();
    const { due: _, ...withoutDue } = STATE;
    await expect(startDynamo({ path, tables: [withoutDue] })).rejects.toThrow(/another version/);
  });

  it('lives on when clients go away in the middle of a request', async () => {
    const { dynamo, client } = await startForTest();
    const { port, host } = new URL(dynamo.url);
    for (let n = 0; n < 20; n++) {
      const socket = connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      const body = JSON.stringify({ TableName, Item: item('S#1', '-') });
      const head = `POST / HTTP/1.1\r\nHost: ${host}\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\n`;
      const whole = `${head}Authorization: ${AUTHORIZATION}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      // Some leave in the head, some in the body, some while the answer is on its way.
      socket.write(whole.slice(0, Math.ceil((whole.length * (n + 1)) / 20)));
      await setTimeout(1);
      socket.resetAndDestroy();
    }
    expect((await client.send(new ListTablesCommand({}))).TableNames).toHaveLength(2);
  });

  it('closes within a second although a client dawdles, and has answered every write that it carried out', async () => {
    const path = await folderForTest();
    const dynamo = await startDynamo({ path });
    const client = clientOf(dynamo.url);
    const dawdler = connect(Number(new URL(dynamo.url).port), '127.0.0.1').on('error', () => {});
    await once(dawdler, 'connect');
    dawdler.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    const writes = Array.from({ length: 30 }, async (_, n) => {
      await client.send(new PutItemCommand({ TableName, Item: item('S#1', `${n}`) }));
      return `${n}`;
    });
    const outcomes = Promise.allSettled(writes);
    await Promise.race(writes);
    const started = performance.now();
    await dynamo.close();
    expect(performance.now() - started).toBeLessThan(1_000);

    const answered = (await outcomes).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    client.destroy();
    const { client: later } = await startForTest({ path });
    const kept = (await scanAll(later, { TableName })).map(({ sk }) => sk?.S);
    expect(kept.sort()).toEqual(answered.sort());
  });

  it.each([
    ['an operation that it does not know', target('ExecuteStatement'), '{}', 'UnknownOperationException'],
    ['a body that is no JSON', target('GetItem'), '{', 'SerializationException'],
    ['a body that is no object', target('GetItem'), '[]', 'SerializationException'],
    [
      'a request without credentials',
      { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      '{}',
      'MissingAuthenticationTokenException',
    ],
    [
      'a name other than loopback, which a web page could have rebound',
      { ...target('ListTables'), host: 'watchword.example' },
      '{}',
      'UnknownOperationException',
    ],
    [
      'a table that is not there',
      target('DescribeTable'),
      '{"TableName":"nothing"}',
      'ResourceNotFoundException',
    ],
  ])('answers %s at once with an error', async (_what, headers, body, type) => {
    const { dynamo } = await startForTest();
    const answer = await post(dynamo.url, headers, body);
    expect(answer.status).toBe(400);
    expect(answer.body.__type).toMatch(new RegExp(`#${type}$`));
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { startDynamo } from '../../../../infra/local/dynamodb/server.ts';
import { clientOf, type Item, indexFaults, scanAll } from './client.ts';
import { folderForTest } from './support.ts';

const ROUNDS = 4;
const WRITER = fileURLToPath(new URL('crash-writer.ts', import.meta.url));

/** Lets the writer write for a while, kills it, and returns the last answered write of each of its writers. */
async function writeAndKill(path: string, from: number, forMs: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, path, `${from}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const answered = new Map<string, number>();
  for await (const line of createInterface({ input: child.stdout })) {
    if (answered.size === 0) setTimeout(() => child.kill('SIGKILL'), forMs);
    const [writer = '', n] = line.split(' ');
    answered.set(writer, Number(n));
  }
  await ended;
  return answered;
}

const number = (row: Item, name: string) => Number(row[name]?.N);

/** Each writer's counter stands at its last answered write or one later, beside exactly the last five rows. */
async function expectWhole(client: DynamoDBClient, answered: ReadonlyMap<string, number>, from: number) {
  const rows = await scanAll(client, { TableName: 'state', ConsistentRead: true });
  for (const [writer, last] of answered) {
    const own = rows.filter(({ pk }) => pk?.S === `S#${writer}`);
    const counters = own.filter(({ sk }) => sk?.S === '-').map((row) => number(row, 'n'));
    expect([[last], [last + 1]]).toContainEqual(counters);
    const [n = 0] = counters;
    const kept = own.flatMap(({ sk }) => (sk?.S?.startsWith('R#') ? [Number(sk.S.slice(2))] : []));
    const recent = kept.filter((row) => row >= from).sort((a, b) => a - b);
    const expected = Array.from({ length: 5 }, (_, back) => n - 4 + back);
    expect(recent).toEqual(expected.filter((row) => row >= from));
  }
  expect(await indexFaults(client)).toEqual([]);
}

it('loses no answered write and keeps transactions and indexes whole, however often it is killed', async () => {
  const path = await folderForTest();
  for (let round = 0; round < ROUNDS; round++) {
    // Numbers of a round begin far above those of the one before: what that left behind is not touched.
    const from = round * 1_000_000;
    const answered = await writeAndKill(path, from, 150 + 90 * round);
    expect(answered.size).toBeGreaterThan(0);
    const dynamo = await startDynamo({ path });
    const client = clientOf(dynamo.url);
    await expectWhole(client, answered, from);
    client.destroy();
    await dynamo.close();
  }
}, 60_000);

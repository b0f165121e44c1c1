/**
 * The process that crash.test.ts kills: it owns the database of a folder and writes to it without end, over HTTP and
 * with the real client. After each write it says so on standard output: `WRITER N` = that writer's N-th is answered.
 * It ends when its standard input does, so it never outlives the test.
 */
import { writeSync } from 'node:fs';
import { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { startDynamo } from '../../../../infra/local/dynamodb/server.ts';
import { clientOf, item } from './client.ts';

const WRITERS = 12;
const [, , path = '', from = '0'] = process.argv;

process.stdin.on('end', () => process.exit(0)).resume();
const dynamo = await startDynamo({ path });
const client = clientOf(dynamo.url);

/** The n-th write of a writer: a counter that moves through both indexes, a new row, the end of an old one. */
async function step(writer: number, n: number): Promise<void> {
  const TableName = 'state';
  const pk = `S#${writer}`;
  const counter = item(pk, '-', { at: n, dk: `S#${n % 8}`, due: n, n, text: 'x'.repeat(n % 3000) });
  const row = item(pk, `R#${n}`, { at: n, dk: `S#${writer % 8}`, due: n });
  await client.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item: counter } },
        { Put: { TableName, Item: row } },
        { Delete: { TableName, Key: item(pk, `R#${n - 5}`) } },
      ],
    }),
  );
  await client.send(new PutItemCommand({ TableName: 'news', Item: item(pk, 'last', { at: n, n }) }));
}

await Promise.all(
  Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = Number(from); ; n++) {
      await step(writer, n);
      writeSync(1, `${writer} ${n}\n`);
    }
  }),
);

/** Reads of many rows, in the sizes DynamoDB takes; keys that it leaves unprocessed are asked for again. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from './attribute-value.ts';
import { encodeItem } from './attribute-value.ts';
import { backOff } from './conflicts.ts';
import type { Key } from './keys.ts';
import { readRow } from './row.ts';
import type { Connection } from './table.ts';

const MAX_KEYS = 100;
/** Answers without a row, one after the other, before it is a fault. */
const ROUNDS = 6;

/** Rows of the keys, in no order; a key named twice comes once, a key without a row not at all. */
export async function getMany(
  connection: Connection,
  keys: readonly Key[],
  ConsistentRead: boolean,
): Promise<readonly Item[]> {
  const rows: Item[] = [];
  const asked = unique(keys).map(encodeItem);
  for (let start = 0; start < asked.length; start += MAX_KEYS) {
    rows.push(...(await getBatch(connection, asked.slice(start, start + MAX_KEYS), ConsistentRead)));
  }
  return rows;
}

type EncodedKey = Record<string, AttributeValue>;

async function getBatch(
  connection: Connection,
  asked: EncodedKey[],
  ConsistentRead: boolean,
): Promise<readonly Item[]> {
  const { client, name } = connection;
  const rows: Item[] = [];
  let left = asked;
  for (let idle = 0; ; idle++) {
    const request = { RequestItems: { [name]: { Keys: left, ConsistentRead } } };
    const answer = await client.send(new BatchGetItemCommand(request));
    rows.push(...(answer.Responses?.[name] ?? []).map(readRow));
    const unprocessed = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    if (unprocessed.length === 0) return rows;
    if (unprocessed.length < left.length) idle = 0;
    if (idle === ROUNDS) throw new Error(`${name}: ${unprocessed.length} rows unread after ${ROUNDS} rounds`);
    left = unprocessed;
    await backOff(connection, idle + 1);
  }
}

/** DynamoDB refuses a key twice in one batch. */
function unique(keys: readonly Key[]): readonly Key[] {
  return [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
}

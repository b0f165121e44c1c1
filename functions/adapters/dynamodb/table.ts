/**
 * One table as the entity files use it: plain items in and out, strong reads, expressions as text. Rows whose time
 * to live has passed are never returned. A condition that does not hold is a value; every other failure throws.
 */
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Item } from './attribute-value.ts';
import { encodeItem } from './attribute-value.ts';
import { getMany } from './batches.ts';
import type { Action } from './expression.ts';
import { placeholders } from './expression.ts';
import type { Key } from './keys.ts';
import { readRow } from './row.ts';
import type { Written } from './write.ts';
import { transact, write } from './write.ts';

export type Connection = {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly clock: Clock;
  readonly random: Random;
};

export type Query = {
  readonly index?: 'byTime' | 'due';
  /** Key condition. */
  readonly where: string;
  readonly values: Item;
  /** Rows at most; default all. */
  readonly limit?: number;
  readonly newestFirst?: boolean;
};

/** Both tables, as a store works with them. */
export type Tables = { readonly state: Table; readonly news: Table };

export type Table = {
  get(key: Key): Promise<Item | undefined>;
  /** Those that exist, in no order. */
  getMany(keys: readonly Key[], consistency?: 'strong' | 'eventual'): Promise<readonly Item[]>;
  /** Strong, but for the `due` index, which cannot. */
  query(query: Query): Promise<readonly Item[]>;
  /** The whole table, a page at a time, eventually consistent: for the operator's counts only. */
  scan(scan: { readonly filter: string; readonly values: Item }): AsyncIterable<Item>;
  write(action: Action): Promise<Written>;
  /** All or none. `refused` = a condition did not hold. */
  transact(actions: readonly Action[]): Promise<'done' | 'refused'>;
};

export function createTable(connection: Connection): Table {
  const { client, name, clock } = connection;
  const alive = (item: Item) => !(typeof item.ttl === 'number' && item.ttl <= clock.now() / 1_000);
  return {
    async get(key) {
      const asked = { TableName: name, Key: encodeItem(key), ConsistentRead: true };
      const { Item: found } = await client.send(new GetItemCommand(asked));
      return [found ? readRow(found) : undefined].find((item) => item && alive(item));
    },
    async getMany(keys, consistency = 'strong') {
      return (await getMany(connection, keys, consistency === 'strong')).filter(alive);
    },
    async query(query) {
      const rows: Item[] = [];
      const { limit = Number.POSITIVE_INFINITY } = query;
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await queryPage(connection, query, limit - rows.length, from);
        rows.push(...(page.Items ?? []).map(readRow).filter(alive));
        from = page.LastEvaluatedKey;
      } while (from && rows.length < limit);
      return rows;
    },
    async *scan({ filter, values }) {
      let from: Record<string, AttributeValue> | undefined;
      do {
        const asked = { TableName: name, FilterExpression: filter, ...placeholders([filter], values) };
        const page = await client.send(new ScanCommand({ ...asked, ...startingAfter(from) }));
        yield* (page.Items ?? []).map(readRow).filter(alive);
        from = page.LastEvaluatedKey;
      } while (from);
    },
    write: (action) => write(connection, action),
    transact: (actions) => transact(connection, actions),
  };
}

function queryPage(
  { client, name }: Connection,
  { index, where, values, newestFirst = false }: Query,
  limit: number,
  from: Record<string, AttributeValue> | undefined,
) {
  return client.send(
    new QueryCommand({
      TableName: name,
      ...(index && { IndexName: index }),
      KeyConditionExpression: where,
      ...placeholders([where], values),
      ConsistentRead: index !== 'due',
      ScanIndexForward: !newestFirst,
      ...(Number.isFinite(limit) && { Limit: limit }),
      ...startingAfter(from),
    }),
  );
}

const startingAfter = (from: Record<string, AttributeValue> | undefined) =>
  from ? { ExclusiveStartKey: from } : {};

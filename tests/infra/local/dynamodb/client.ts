/** The real client on an embedded DynamoDB, and what is written with it. */
import {
  type AttributeValue,
  DynamoDBClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { TABLES } from '../../../../infra/tables.ts';

export type Item = Record<string, AttributeValue>;

/** It tries once, and so hides nothing. */
export function clientOf(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}

/** An item in the words of the API; numbers and text only. */
export function item(pk: string, sk: string, more: Record<string, string | number> = {}): Item {
  const pairs = Object.entries({ pk, sk, ...more });
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, typeof value === 'number' ? { N: String(value) } : { S: value }]),
  );
}

export async function scanAll(client: DynamoDBClient, input: ScanCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, input)) items.push(...(page.Items ?? []));
  return items;
}

export async function queryAll(client: DynamoDBClient, input: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateQuery({ client }, input)) items.push(...(page.Items ?? []));
  return items;
}

/** Where indexes hold other than what the items say, in words; empty when all is well. */
export async function indexFaults(client: DynamoDBClient): Promise<string[]> {
  const faults: string[] = [];
  for (const { name: TableName, byTime, due } of TABLES) {
    const items = await scanAll(client, { TableName, ConsistentRead: true });
    const expected = {
      [byTime.name]: items.filter(({ at }) => at),
      ...(due && { [due.name]: items.filter(({ dk, due }) => dk && due).map(dueEntry) }),
    };
    for (const [IndexName, wanted] of Object.entries(expected)) {
      const found = await scanAll(client, { TableName, IndexName });
      const [left, right] = [new Set(wanted.map(canonical)), new Set(found.map(canonical))];
      for (const one of left) if (!right.has(one)) faults.push(`${TableName}.${IndexName} lacks ${one}`);
      for (const one of right) if (!left.has(one)) faults.push(`${TableName}.${IndexName} has ${one}`);
    }
  }
  return faults;
}

function dueEntry({ pk, sk, dk, due }: Item): Item {
  return Object.fromEntries(Object.entries({ pk, sk, dk, due }).flatMap(([k, v]) => (v ? [[k, v]] : [])));
}

function canonical(one: Item): string {
  return JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Everything that both tables hold, as plain rows, for a test that compares or looks at all of it. */
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { decodeItem, type Item } from '../../../functions/adapters/dynamodb/attribute-value.ts';
import { TABLES } from '../../../infra/tables.ts';

export async function rowsOf(
  client: DynamoDBClient,
): Promise<readonly (Item & { readonly table: string })[]> {
  const rows: (Item & { readonly table: string })[] = [];
  for (const { name } of TABLES) {
    for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true }))
      for (const item of page.Items ?? []) rows.push({ ...decodeItem(item), table: name });
  }
  const place = (row: Item) => `${row.table} ${row.pk} ${row.sk}`;
  return rows.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** The same without stamps, which differ from run to run. */
export async function contentOfAll(client: DynamoDBClient): Promise<readonly Item[]> {
  return (await rowsOf(client)).map(({ stamp: _, ...row }) => row);
}

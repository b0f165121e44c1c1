/**
 * Tables: made whole or not at all. The engine marks a table as being made and finishes it by a timer; here
 * its final state is part of the one batch, so that no crash leaves a table half made or half removed.
 */
import type { TableDefinition } from '../../tables.ts';
import { commit, type Database, withLocks } from './database.ts';
import { runAction, validate } from './engine.ts';
import { tableKey } from './layout.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { setTimeToLive } from './time-to-live.ts';
import { type IndexDescription, isWireErrorOf, type TableDescription, type WireObject } from './wire.ts';

const NO_UNITS = new Map();

/** CreateTable: the answer says CREATING, as the service's does; the table can be used at once. */
export async function createTable(database: Database, input: WireObject): Promise<WireObject> {
  return change(database, 'CreateTable', input, (overlay, name) => {
    const table = overlay.table(name);
    overlay.write(tableKey(name), {
      ...table,
      TableStatus: 'ACTIVE',
      ...(table.GlobalSecondaryIndexes && {
        GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map((index) => ({
          ...index,
          IndexStatus: 'ACTIVE',
        })),
      }),
    });
  });
}

/** DeleteTable, with all items, index entries and settings. */
export async function deleteTable(database: Database, input: WireObject): Promise<WireObject> {
  return change(database, 'DeleteTable', input, (overlay, name) => {
    overlay.write(tableKey(name), undefined);
    setTimeToLive(overlay, name, undefined);
  });
}

/** DescribeTable, ListTables. */
export async function describeTables(
  database: Database,
  operation: string,
  input: WireObject,
): Promise<WireObject> {
  const { store } = createOverlay(database.level);
  return runAction(operation, store, validate(operation, input, store));
}

/**
 * Makes the tables that are missing, with their indexes and time to live.
 * @throws Error when a table is there with other keys or indexes: it was made by another version
 */
export async function ensureTables(
  database: Database,
  definitions: readonly TableDefinition[],
): Promise<void> {
  for (const definition of definitions) {
    const request = createRequest(definition);
    try {
      await createTable(database, request);
    } catch (error) {
      if (!isWireErrorOf(error, 'ResourceInUseException')) throw error;
      assertSameShape(createOverlay(database.level).table(definition.name), request);
    }
    const overlay = createOverlay(database.level);
    setTimeToLive(overlay, definition.name, definition.timeToLive);
    await commit(database, overlay, NO_UNITS);
  }
}

async function change(
  database: Database,
  operation: 'CreateTable' | 'DeleteTable',
  input: WireObject,
  finish: (overlay: Overlay, name: string) => void,
): Promise<WireObject> {
  const request = validate(operation, input, createOverlay(database.level).store);
  const name = String(request.TableName);
  return withLocks(database, [name], async () => {
    const overlay = createOverlay(database.level);
    const output = structuredClone(await runAction(operation, overlay.store, request));
    finish(overlay, name);
    await commit(database, overlay, NO_UNITS);
    return output;
  });
}

type CreateRequest = Pick<TableDescription, 'TableName' | 'KeySchema' | 'AttributeDefinitions'> & {
  readonly BillingMode: 'PAY_PER_REQUEST';
  readonly LocalSecondaryIndexes: readonly IndexDescription[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
};

function createRequest({ name, partitionKey, sortKey, byTime, due }: TableDefinition): CreateRequest {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keys(partitionKey, sortKey),
    AttributeDefinitions: [
      { AttributeName: partitionKey, AttributeType: 'S' },
      { AttributeName: sortKey, AttributeType: 'S' },
      { AttributeName: byTime.sortKey, AttributeType: 'N' },
      ...(due
        ? [
            { AttributeName: due.partitionKey, AttributeType: 'S' },
            { AttributeName: due.sortKey, AttributeType: 'N' },
          ]
        : []),
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: byTime.name,
        KeySchema: keys(partitionKey, byTime.sortKey),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    ...(due && {
      GlobalSecondaryIndexes: [
        {
          IndexName: due.name,
          KeySchema: keys(due.partitionKey, due.sortKey),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  };
}

function keys(partition: string, sort: string): TableDescription['KeySchema'] {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
}

function assertSameShape(table: TableDescription, wanted: CreateRequest): void {
  const [found, expected] = [shapeOf(table), shapeOf(wanted)];
  if (found === expected) return;
  throw new Error(
    `Table "${table.TableName}" was made by another version: expected ${expected}, found ${found}. ` +
      'Start with an empty data folder.',
  );
}

function shapeOf(
  table: Omit<CreateRequest, 'BillingMode' | 'LocalSecondaryIndexes'> & Partial<CreateRequest>,
) {
  const indexes = [...(table.LocalSecondaryIndexes ?? []), ...(table.GlobalSecondaryIndexes ?? [])];
  return [
    ['table', table.KeySchema] as const,
    ...indexes.map((index) => [index.IndexName, index.KeySchema] as const),
  ]
    .map(([name, schema]) => `${name}(${schema.map((key) => key.AttributeName).join(', ')})`)
    .join(' ');
}

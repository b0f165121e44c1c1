/** The operations that the embedded DynamoDB knows, by name. */
import type { Database } from './database.ts';
import { batchGet, batchWrite, getItem, readRange, writeItem } from './item-operations.ts';
import type { RequestTokens } from './request-tokens.ts';
import { createTable, deleteTable, describeTables } from './tables.ts';
import { describeTimeToLive, updateTimeToLive } from './time-to-live.ts';
import { transactGet, transactWrite } from './transactions.ts';
import { type WireObject, wireError } from './wire.ts';

/** Carries out an operation. @throws WireError as the service would */
export type Perform = (operation: string, input: WireObject) => Promise<WireObject>;

/** The operations over a database. */
export function createOperations(database: Database, tokens: RequestTokens, now: () => number): Perform {
  const operations: Readonly<Record<string, (input: WireObject) => Promise<WireObject>>> = {
    GetItem: (input) => getItem(database, input),
    PutItem: (input) => writeItem(database, 'PutItem', input),
    UpdateItem: (input) => writeItem(database, 'UpdateItem', input),
    DeleteItem: (input) => writeItem(database, 'DeleteItem', input),
    Query: (input) => readRange(database, 'Query', input),
    Scan: (input) => readRange(database, 'Scan', input),
    BatchGetItem: (input) => batchGet(database, input),
    BatchWriteItem: (input) => batchWrite(database, input),
    TransactGetItems: (input) => transactGet(database, input),
    TransactWriteItems: (input) => tokens.once(input, now(), () => transactWrite(database, input)),
    CreateTable: (input) => createTable(database, input),
    DeleteTable: (input) => deleteTable(database, input),
    DescribeTable: (input) => describeTables(database, 'DescribeTable', input),
    ListTables: (input) => describeTables(database, 'ListTables', input),
    UpdateTimeToLive: (input) => updateTimeToLive(database, input),
    DescribeTimeToLive: (input) => describeTimeToLive(database, input),
  };
  return async (operation, input) => {
    const perform = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!perform) throw wireError('UnknownOperationException', `Unknown operation: ${operation}`);
    return perform(input);
  };
}

/**
 * Reads and writes of items outside transactions: the engine's action over an overlay, one batch for what it
 * wrote, the old item on a refused condition, and the units by AWS's rule.
 */
import {
  type Consumption,
  consumedCapacity,
  rangeUnits,
  readUnits,
  refusedUnits,
  totalUnits,
  writeUnits,
} from './capacity.ts';
import { commit, type Database, lockName, withLocks } from './database.ts';
import { runAction, validate } from './engine.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { isWireErrorOf, type WireItem, type WireObject } from './wire.ts';

/** PutItem, UpdateItem, DeleteItem. */
export async function writeItem(
  database: Database,
  operation: string,
  input: WireObject,
): Promise<WireObject> {
  const { request, wanted } = prepare(database, operation, input);
  const name = lockName(database, String(request.TableName), (request.Item ?? request.Key) as WireItem);
  return withLocks(database, name ? [name] : [], async () => {
    const overlay = createOverlay(database.level);
    try {
      const output = await runAction(operation, overlay.store, request);
      const units = writeUnits(overlay);
      await commit(database, overlay, units);
      return withCapacity(output, consumedCapacity(units, wanted)?.[0]);
    } catch (error) {
      if (!isWireErrorOf(error, 'ConditionalCheckFailedException')) throw error;
      database.consumed.writes += totalUnits(refusedUnits(overlay));
      const item = overlay.reads[0]?.item;
      if (item && input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') error.body.Item = item;
      throw error;
    }
  });
}

/** BatchWriteItem. Here all of a batch is written or nothing, which is more than the service promises. */
export async function batchWrite(database: Database, input: WireObject): Promise<WireObject> {
  const { request, wanted } = prepare(database, 'BatchWriteItem', input);
  return withLocks(database, batchLocks(database, request.RequestItems as BatchRequests), async () => {
    const overlay = createOverlay(database.level);
    const output = await runAction('BatchWriteItem', overlay.store, request);
    const units = writeUnits(overlay);
    await commit(database, overlay, units);
    return withCapacity(output, consumedCapacity(units, wanted));
  });
}

/** GetItem. */
export async function getItem(database: Database, input: WireObject): Promise<WireObject> {
  return read(database, 'GetItem', input, (overlay, request) => ({
    units: readUnits(overlay, () => (request.ConsistentRead ? 1 : 0.5)),
    single: true,
  }));
}

/** BatchGetItem. */
export async function batchGet(database: Database, input: WireObject): Promise<WireObject> {
  return read(database, 'BatchGetItem', input, (overlay, request) => {
    const tables = request.RequestItems as Record<string, { readonly ConsistentRead?: boolean }>;
    return { units: readUnits(overlay, (table) => (tables[table]?.ConsistentRead ? 1 : 0.5)), single: false };
  });
}

/** Query and Scan. */
export async function readRange(
  database: Database,
  operation: string,
  input: WireObject,
): Promise<WireObject> {
  return read(database, operation, input, (overlay, request, output) => ({
    units: rangeUnits(overlay, request, Number(output.ScannedCount)),
    single: true,
  }));
}

type BatchRequests = Record<
  string,
  readonly {
    readonly PutRequest?: { readonly Item: WireItem };
    readonly DeleteRequest?: { readonly Key: WireItem };
  }[]
>;

type Count = (
  overlay: Overlay,
  request: WireObject,
  output: WireObject,
) => { readonly units: Consumption; readonly single: boolean };

async function read(
  database: Database,
  operation: string,
  input: WireObject,
  count: Count,
): Promise<WireObject> {
  const { request, wanted } = prepare(database, operation, input);
  const overlay = createOverlay(database.level, request.ExclusiveStartKey as WireItem | undefined);
  const output = await runAction(operation, overlay.store, request);
  const { units, single } = count(overlay, request, output);
  database.consumed.reads += totalUnits(units);
  const capacity = consumedCapacity(units, wanted);
  return withCapacity(output, single ? capacity?.[0] : capacity);
}

/** The checked request, without the wish for capacity, which the engine would count its own way. */
function prepare(database: Database, operation: string, input: WireObject) {
  const { store } = createOverlay(database.level);
  const { ReturnConsumedCapacity: wanted, ...request } = validate(operation, input, store);
  return { request, wanted };
}

function withCapacity(output: WireObject, capacity: unknown): WireObject {
  return capacity === undefined ? output : { ...output, ConsumedCapacity: capacity };
}

function batchLocks(database: Database, requests: BatchRequests): string[] {
  return Object.entries(requests).flatMap(([table, writes]) =>
    writes.flatMap(({ PutRequest, DeleteRequest }) => {
      const item = PutRequest?.Item ?? DeleteRequest?.Key;
      return (item && lockName(database, table, item)) || [];
    }),
  );
}

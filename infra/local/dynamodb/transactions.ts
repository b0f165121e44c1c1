/**
 * TransactWriteItems and TransactGetItems, which the engine lacks: its own actions, one after the other over
 * one overlay. All conditions hold and everything is committed, or nothing is and each action has its reason.
 */
import { consumedCapacity, readUnits, refusedUnits, totalUnits, writeUnits } from './capacity.ts';
import { commit, type Database, lockName, withLocks } from './database.ts';
import { engine, runAction, validate } from './engine.ts';
import { itemSize } from './item-size.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { isWireErrorOf, type WireItem, type WireObject, wireError } from './wire.ts';

/** The service's limits. */
const MAX_ACTIONS = 100;
const MAX_BYTES = 4 * 1024 * 1024;

/** A transaction pays each unit twice: to prepare and to commit. */
const FACTOR = 2;

const WRITES: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheck',
};

type Action = {
  readonly operation: string;
  readonly request: WireObject;
  readonly lock: string | undefined;
  readonly wantsOldItem: boolean;
};

type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: WireItem };

const FINE: Reason = { Code: 'None' };

/** TransactWriteItems. An item that another transaction holds cancels this one, as on AWS. */
export async function transactWrite(database: Database, input: WireObject): Promise<WireObject> {
  const actions = actionsOf(database, input, WRITES);
  const locks = actions.flatMap(({ lock }) => lock ?? []);
  refuseConflicts(database, actions);
  for (const lock of locks) database.inTransaction.add(lock);
  try {
    return await withLocks(database, locks, () => writeAll(database, actions, input.ReturnConsumedCapacity));
  } finally {
    for (const lock of locks) database.inTransaction.delete(lock);
  }
}

/** TransactGetItems: all items as they are at one moment. */
export async function transactGet(database: Database, input: WireObject): Promise<WireObject> {
  const actions = actionsOf(database, input, { Get: 'GetItem' });
  const locks = actions.flatMap(({ lock }) => lock ?? []);
  return withLocks(database, locks, async () => {
    const overlay = createOverlay(database.level);
    const Responses: WireObject[] = [];
    for (const { request } of actions) Responses.push(await runAction('GetItem', overlay.store, request));
    refuseBulk(overlay.reads.map(({ item }) => item));
    const units = readUnits(overlay, () => FACTOR);
    database.consumed.reads += totalUnits(units);
    const capacity = consumedCapacity(units, input.ReturnConsumedCapacity);
    return { Responses, ...(capacity && { ConsumedCapacity: capacity }) };
  });
}

async function writeAll(
  database: Database,
  actions: readonly Action[],
  wanted: unknown,
): Promise<WireObject> {
  const overlay = createOverlay(database.level);
  const reasons: Reason[] = [];
  for (const action of actions) reasons.push(await attempt(overlay, action));
  if (reasons.some((reason) => reason !== FINE)) {
    database.consumed.writes += totalUnits(refusedUnits(overlay, FACTOR));
    throw cancelled(reasons);
  }
  refuseBulk(overlay.changes.map(({ before, after }) => after ?? before));
  const units = writeUnits(overlay, FACTOR);
  await commit(database, overlay, units);
  const capacity = consumedCapacity(units, wanted);
  return capacity ? { ConsumedCapacity: capacity } : {};
}

/** Runs one action in the overlay and tells why it cannot be, if so. */
async function attempt(overlay: Overlay, { operation, request, wantsOldItem }: Action): Promise<Reason> {
  const readBefore = overlay.reads.length;
  try {
    if (operation === 'ConditionCheck') checkCondition(overlay, request);
    else await runAction(operation, overlay.store, request);
    return FINE;
  } catch (error) {
    if (isWireErrorOf(error, 'ConditionalCheckFailedException')) {
      const item = wantsOldItem ? overlay.reads[readBefore]?.item : undefined;
      return { Code: 'ConditionalCheckFailed', Message: error.message, ...(item && { Item: item }) };
    }
    if (isWireErrorOf(error, 'ValidationException'))
      return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

function checkCondition(overlay: Overlay, request: WireObject): void {
  const name = String(request.TableName);
  const key = request.Key as WireItem;
  const table = overlay.table(name);
  const invalid = engine.validateKey(key, table);
  if (invalid) throw invalid;
  overlay.store.getItemDb(name).get(engine.createKey(key, table), (_error, item) => {
    overlay.noteCheck(name, item as WireItem | undefined);
    const failed = engine.checkConditional(request, item);
    if (failed) throw failed;
  });
}

function actionsOf(database: Database, input: WireObject, kinds: Readonly<Record<string, string>>): Action[] {
  const items = input.TransactItems;
  if (!Array.isArray(items) || items.length === 0) {
    throw constraint(items, 'Member must have length greater than or equal to 1');
  }
  if (items.length > MAX_ACTIONS) {
    throw constraint(items, `Member must have length less than or equal to ${MAX_ACTIONS}`);
  }
  const actions = items.map((item: WireObject) => actionOf(database, item, kinds));
  const locks = actions.flatMap(({ lock }) => lock ?? []);
  if (new Set(locks).size < locks.length) {
    throw wireError(
      'ValidationException',
      'Transaction request cannot include multiple operations on one item',
    );
  }
  return actions;
}

function actionOf(database: Database, item: WireObject, kinds: Readonly<Record<string, string>>): Action {
  const [kind, ...others] = Object.keys(item).filter((name) => item[name] != null);
  const operation = kinds[kind ?? ''];
  if (!kind || !operation || others.length > 0) {
    throw wireError(
      'ValidationException',
      `TransactItems can only contain one of ${Object.keys(kinds).join(', ')}`,
    );
  }
  const raw = item[kind] as WireObject;
  const needed = { ConditionCheck: 'ConditionExpression', Update: 'UpdateExpression' }[kind];
  if (needed && !raw[needed]) {
    throw wireError('ValidationException', `The ${needed} of a ${kind} must not be null`);
  }
  // A check takes what a deletion takes; it just deletes nothing.
  const validation = operation === 'ConditionCheck' ? 'DeleteItem' : operation;
  const request = validate(validation, raw, createOverlay(database.level).store);
  return {
    operation,
    request,
    lock: lockName(database, String(request.TableName), (request.Item ?? request.Key) as WireItem),
    wantsOldItem: raw.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
}

function refuseConflicts({ inTransaction }: Database, actions: readonly Action[]): void {
  const reasons = actions.map(({ lock }): Reason => {
    if (lock === undefined || !inTransaction.has(lock)) return FINE;
    return { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
  });
  if (reasons.some((reason) => reason !== FINE)) throw cancelled(reasons);
}

function refuseBulk(items: readonly (WireItem | undefined)[]): void {
  const bytes = items.reduce((sum, item) => sum + (item ? itemSize(item) : 0), 0);
  if (bytes <= MAX_BYTES) return;
  throw wireError('ValidationException', 'Collection size of items in a transaction cannot exceed 4MB');
}

function cancelled(reasons: readonly Reason[]): Error {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return wireError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

function constraint(items: unknown, rule: string): Error {
  return wireError(
    'ValidationException',
    `1 validation error detected: Value '${JSON.stringify(items ?? null)}' at 'transactItems' failed to satisfy constraint: ${rule}`,
  );
}

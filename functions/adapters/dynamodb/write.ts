/**
 * Conditional writes, alone or in one transaction. A failed condition is a value that carries the row as it stands.
 * Every single conditional write leaves a random stamp and asks that it be not there yet: one that is refused by its own
 * stamp had been carried out, and only its reply was lost. So each happens once, however often the client sends it.
 */
import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './attribute-value.ts';
import { encodeItem } from './attribute-value.ts';
import { isRefusal, retryingConflicts } from './conflicts.ts';
import type { Action } from './expression.ts';
import { placeholders, updateExpression } from './expression.ts';
import { readRow, SCHEMA_VERSION } from './row.ts';
import type { Connection } from './table.ts';

export type Written =
  /** `item` after an update, whole; empty after a put or a deletion. */
  | { readonly kind: 'written'; readonly item: Item }
  /** The condition did not hold; `old` is the row that stands, if there is one. */
  | { readonly kind: 'refused'; readonly old?: Item };

/** Enough to tell the writers of one item apart. */
const STAMP_BYTES = 8;

export async function write(connection: Connection, action: Action): Promise<Written> {
  const stamp = connection.random.bytes(STAMP_BYTES);
  try {
    const stored = await retryingConflicts(connection, () => send(connection, stamped(action, stamp)));
    return { kind: 'written', item: stored ? readRow(stored) : {} };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (!error.Item) return { kind: 'refused' };
    const old = readRow(error.Item);
    const isOurs = old.stamp instanceof Uint8Array && Buffer.compare(old.stamp, stamp) === 0;
    return isOurs ? { kind: 'written', item: old } : { kind: 'refused', old };
  }
}

/** All actions or none. @throws RangeError when there are more than a transaction takes. */
export async function transact(
  connection: Connection,
  actions: readonly Action[],
): Promise<'done' | 'refused'> {
  if (actions.length > MAX_ACTIONS) {
    throw new RangeError(`${actions.length} actions in one transaction; DynamoDB takes ${MAX_ACTIONS}`);
  }
  const TransactItems = actions.map((action) => transactItem(connection.name, action));
  // One token for all attempts, ours and the SDK's: a commit whose reply was lost answers as done.
  const ClientRequestToken = Buffer.from(connection.random.bytes(18)).toString('base64url');
  try {
    await retryingConflicts(connection, () =>
      connection.client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken })),
    );
    return 'done';
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
}

const MAX_ACTIONS = 100;

type Attributes = Record<string, AttributeValue>;

async function send({ client, name }: Connection, action: Action): Promise<Attributes | undefined> {
  const ReturnValuesOnConditionCheckFailure = 'ALL_OLD';
  const { Put, Update, Delete } = transactItem(name, action);
  if (Put) await client.send(new PutItemCommand({ ...Put, ReturnValuesOnConditionCheckFailure }));
  if (Delete) await client.send(new DeleteItemCommand({ ...Delete, ReturnValuesOnConditionCheckFailure }));
  if (!Update) return undefined;
  const updated = await client.send(
    new UpdateItemCommand({ ...Update, ReturnValues: 'ALL_NEW', ReturnValuesOnConditionCheckFailure }),
  );
  return updated.Attributes;
}

/**
 * Names the stamp in the condition too, so that a repeat is refused even where the condition still holds. Without a
 * condition a write is the same however often it comes, and needs no stamp.
 */
function stamped(action: Action, stamp: Uint8Array): Action {
  if (!action.when || action.kind === 'delete') return action;
  const when = `(${action.when}) AND (attribute_not_exists(#stamp) OR #stamp <> :stamp)`;
  const values = { ...action.values, stamp };
  if (action.kind === 'put') return { ...action, item: { ...action.item, stamp }, when, values };
  return { ...action, set: both(action.set, '#stamp = :stamp'), when, values };
}

/** An action in the words of the API, which are the same alone and in a transaction. */
function transactItem(TableName: string, given: Action): TransactWriteItem {
  const action = versioned(given);
  const condition = action.when ? { ConditionExpression: action.when } : {};
  const changes = action.kind === 'update' ? updateExpression(action) : undefined;
  const common = { TableName, ...condition, ...placeholders([action.when, changes], action.values) };
  switch (action.kind) {
    case 'put':
      return { Put: { ...common, Item: encodeItem(action.item) } };
    case 'update':
      return { Update: { ...common, Key: encodeItem(action.key), UpdateExpression: changes } };
    case 'delete':
      return { Delete: { ...common, Key: encodeItem(action.key) } };
  }
}

function versioned(action: Action): Action {
  if (action.kind === 'put') return { ...action, item: { ...action.item, v: SCHEMA_VERSION } };
  if (action.kind !== 'update') return action;
  return { ...action, set: both(action.set, '#v = :v'), values: { ...action.values, v: SCHEMA_VERSION } };
}

const both = (one: string | undefined, other: string) => (one ? `${one}, ${other}` : other);

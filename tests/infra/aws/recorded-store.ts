/** The product's store on the embedded DynamoDB, with a record of what every call would need to be allowed. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '../../../functions/adapters/dynamodb/client.ts';
import { createDynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import type { Clock } from '../../../functions/ports/clock.ts';
import type { Store } from '../../../functions/ports/store/index.ts';
import type { Place, RowAction } from '../../../infra/aws/constructs/table-grants.ts';
import { NEWS, STATE } from '../../../infra/tables.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** One permission that a call asks IAM for, with the partition keys that it names. */
export type Use = { readonly place: Place; readonly action: RowAction; readonly keys: readonly string[] };

/** @param url of the embedded database. */
export function recordedStore(url: string, clock: Clock, record: (use: Use) => void) {
  const client = createDynamoClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        for (const use of usesOf(commandName, args.input as Input)) record(use);
        return next(args);
      },
    { step: 'initialize' },
  );
  const tables = { state: STATE.name, news: NEWS.name };
  const store: Store = createDynamoStore({ client, tables, clock, random: seededRandom() });
  return { store, close: () => client.destroy() };
}

type Row = Record<string, AttributeValue>;
type Write = { readonly TableName: string; readonly Key?: Row; readonly Item?: Row };
/** What of a call's input the check needs; each command has some of it. */
type Input = Write & {
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Row;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Row[] }>>;
  readonly TransactItems?: readonly Readonly<Record<string, Write>>[];
};

function usesOf(command: string, input: Input): readonly Use[] {
  const action = command.replace(/Command$/, '');
  switch (action) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [{ place: input.TableName as Place, action, keys: [pkOf(input.Key ?? input.Item)] }];
    case 'Query':
      return [{ place: placeOf(input), action, keys: [partitionOf(input)] }];
    case 'BatchGetItem':
      return Object.entries(input.RequestItems ?? {}).map(([table, { Keys }]) => ({
        place: table as Place,
        action,
        keys: Keys.map(pkOf),
      }));
    case 'TransactWriteItems':
      return transactionUses(input);
    default:
      throw new Error(`${command}: expected a call that this record knows`);
  }
}

/** All rows of one action together, as a check of the whole call might see them: the stricter reading. */
function transactionUses({ TransactItems = [] }: Input): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const item of TransactItems) {
    const [[kind, write] = ['', undefined]] = Object.entries(item).filter(([, part]) => part !== undefined);
    if (!write || !['Put', 'Update', 'Delete'].includes(kind)) throw new Error(`a transaction's ${kind}`);
    const [place, action] = [write.TableName as Place, `${kind}Item` as RowAction];
    const keys = [...(uses.get(place + action)?.keys ?? []), pkOf(write.Key ?? write.Item)];
    uses.set(place + action, { place, action, keys });
  }
  return [...uses.values()];
}

function placeOf({ TableName, IndexName }: Input): Place {
  return (IndexName ? `${TableName}/${IndexName}` : TableName) as Place;
}

function partitionOf({ KeyConditionExpression = '', ExpressionAttributeValues = {} }: Input): string {
  const [, name = ''] = /#(?:pk|dk) = (:\w+)/.exec(KeyConditionExpression) ?? [];
  const value = ExpressionAttributeValues[name]?.S;
  if (value === undefined) throw new Error(`no partition in ${KeyConditionExpression}`);
  return value;
}

function pkOf(row: Row | undefined): string {
  if (row?.pk?.S === undefined) throw new Error('a call without a partition key');
  return row.pk.S;
}

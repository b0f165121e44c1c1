/**
 * What each function may do with the rows of both tables: pure data, read beside docs/data-model. A row's kind is the
 * prefix of its partition key, and DynamoDB checks it for every row that a call names (`dynamodb:LeadingKeys`).
 * A transaction is checked action by action, so its puts, updates and deletes stand here as such.
 */
import type { HandlerName } from './bundle.ts';

export type RowAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';

export type RowGrant = {
  readonly table: 'state' | 'news';
  /** The index queried; left out: the table itself. */
  readonly index?: 'due' | 'byTime';
  readonly actions: readonly RowAction[];
  /** Partition keys, `*` at the end for a prefix. Left out: the whole index, which holds keys only. */
  readonly keys?: readonly string[];
};

const DUE: RowGrant = { table: 'state', index: 'due', actions: ['Query'] };

const GROUPS = 'G#*';
const FEEDS = 'F#*';
const PATTERNS = 'PAT#*';
const IMMEDIATE = 'PI#*';
const SUBSCRIBERS = 'S#*';
const REQUESTS = 'Q#*';
const ADDRESSES = 'E#*';
const LIMITS = 'L#*';
const MATCHES = 'P#*';

export const TABLE_GRANTS: Readonly<Record<HandlerName, readonly RowGrant[]>> = {
  tick: [DUE],
  poll: [
    { table: 'state', actions: ['GetItem', 'UpdateItem'], keys: [GROUPS] },
    { table: 'state', actions: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'], keys: [FEEDS] },
    { table: 'state', actions: ['Query', 'UpdateItem'], keys: [PATTERNS] },
    { table: 'state', index: 'byTime', actions: ['Query'], keys: [PATTERNS] },
    { table: 'news', actions: ['PutItem'], keys: [MATCHES] },
  ],
  digest: [DUE],
  feedback: [],
  web: [],
};

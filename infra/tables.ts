/**
 * Names, keys and indexes of both tables: pure data that the CDK stack, the embedded database and the store share.
 */
export type TableDefinition = {
  /** Local name; on AWS CloudFormation chooses. At least three characters. */
  readonly name: string;
  readonly partitionKey: 'pk';
  readonly sortKey: 'sk';
  /** Epoch seconds. */
  readonly timeToLive: 'ttl';
  /** LSI on `at` (ms, a number), all attributes. */
  readonly byTime: { readonly name: 'byTime'; readonly sortKey: 'at' };
  /** Sparse GSI, keys only: partition `dk` (text), sort `due` (ms, a number). */
  readonly due?: { readonly name: 'due'; readonly partitionKey: 'dk'; readonly sortKey: 'due' };
};

const common = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'ttl',
  byTime: { name: 'byTime', sortKey: 'at' },
} as const;

/** People, rules, feeds: the work queue and all that lasts. */
export const STATE: TableDefinition = {
  name: 'state',
  ...common,
  due: { name: 'due', partitionKey: 'dk', sortKey: 'due' },
};

/** Matches, digests, mails: everything that ages out. */
export const NEWS: TableDefinition = { name: 'news', ...common };

export const TABLES: readonly TableDefinition[] = [STATE, NEWS];

/**
 * The Store on DynamoDB: a file per entity over two tables. SDK errors end in this folder, but for faults of the
 * database, which throw.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Store } from '../../ports/store/index.ts';
import { systemClock } from '../system/clock.ts';
import { systemRandom } from '../system/random.ts';
import { dynamoAddresses } from './addresses.ts';
import { dynamoDigests } from './digests.ts';
import { dynamoDue } from './due.ts';
import { dynamoFeeds } from './feeds.ts';
import { dynamoGroups } from './groups.ts';
import { dynamoMatches } from './matches.ts';
import { dynamoPatterns } from './patterns.ts';
import { dynamoRequests } from './requests.ts';
import { dynamoSending } from './sending.ts';
import { dynamoSubscribers } from './subscribers.ts';
import { createTable } from './table.ts';

export type DynamoStoreOptions = {
  readonly client: DynamoDBClient;
  /** Physical names. */
  readonly tables: { readonly state: string; readonly news: string };
  /** Decides what has expired; by default the machine's. */
  readonly clock?: Clock;
  /** Draws stamps and jitter; by default the operating system's. */
  readonly random?: Random;
};

export function createDynamoStore({
  client,
  tables,
  clock = systemClock,
  random = systemRandom,
}: DynamoStoreOptions): Store {
  const open = (name: string) => createTable({ client, name, clock, random });
  const both = { state: open(tables.state), news: open(tables.news) };
  return {
    due: dynamoDue(both),
    groups: dynamoGroups(both),
    feeds: dynamoFeeds(both),
    patterns: dynamoPatterns(both),
    matches: dynamoMatches(both),
    subscribers: dynamoSubscribers(both),
    digests: dynamoDigests(both),
    requests: dynamoRequests(both),
    addresses: dynamoAddresses(both),
    sending: dynamoSending(both),
  };
}

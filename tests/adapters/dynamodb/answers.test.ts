/** Answers of the service that the embedded one never gives: conflicts, throttles, unread keys, full partitions. */
import {
  BatchGetItemCommand,
  DynamoDBClient,
  InternalServerError,
  ItemCollectionSizeLimitExceededException,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { createDynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aMatch } from '../../support/rows.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { aFeed, NOW } from '../store/contract/rows.ts';

const place = { host: 'news.example', newGid: 'group-1', now: NOW };
const metadata = { $metadata: {}, message: 'as the service says' };
const full = new ItemCollectionSizeLimitExceededException(metadata);
const conflict = new TransactionConflictException(metadata);
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ ...metadata, CancellationReasons: codes.map((Code) => ({ Code })) });

describe('answers of the service', () => {
  it('a partition that takes no more counts as full', async () => {
    const { store } = answering(PutItemCommand, [full]);
    expect(await store.matches.put(aMatch({ at: NOW }))).toBe('full');
  });

  it('a write in conflict with a transaction is tried again, after a growing wait', async () => {
    const { store, clock, asked } = answering(UpdateItemCommand, [conflict, conflict, {}]);
    expect(await store.subscribers.postpone('sid', 1, NOW)).toBe('postponed');
    expect(asked).toHaveLength(3);
    expect(clock.monotonic()).toBeGreaterThanOrEqual((25 + 50) / 2);
    expect(clock.monotonic()).toBeLessThanOrEqual(25 + 50);
  });

  it.each([['TransactionConflict'], ['None', 'ThrottlingError'], ['ProvisionedThroughputExceeded']])(
    'a transaction cancelled by %s %s is tried again under the same token',
    async (...codes) => {
      const { store, asked } = answering(TransactWriteItemsCommand, [cancelled(...codes), {}]);
      const { gid: _, ...feed } = aFeed();
      expect(await store.groups.add(feed, place)).toEqual({ kind: 'added', gid: 'group-1' });
      const tokens = asked.map(({ ClientRequestToken }) => ClientRequestToken);
      expect(tokens).toEqual([tokens[0], tokens[0]]);
    },
  );

  it('a transaction whose condition failed beside a conflict is refused at once', async () => {
    const reasons = cancelled('ConditionalCheckFailed', 'TransactionConflict');
    const { store, asked } = answering(TransactWriteItemsCommand, [reasons, {}]);
    expect(await store.subscribers.erase({ sid: 'sid', ver: 1, addressHash: 'h' } as never, [])).toBe(
      'stale',
    );
    expect(asked).toHaveLength(1);
  });

  it('conflicts without end are a fault', async () => {
    const { store } = answering(UpdateItemCommand, Array(7).fill(conflict));
    await expect(store.subscribers.postpone('sid', 1, NOW)).rejects.toThrow(conflict);
  });

  it('another fault throws as it is, at once', async () => {
    const fault = new InternalServerError(metadata);
    const { store, asked } = answering(UpdateItemCommand, [fault, {}]);
    await expect(store.subscribers.postpone('sid', 1, NOW)).rejects.toThrow(fault);
    expect(asked).toHaveLength(1);
  });

  it('keys that were not read are asked for again, those alone', async () => {
    const keys = ['a', 'b', 'c'].map((fid) => ({ pk: { S: `F#${fid}` }, sk: { S: '-' } }));
    const row = (fid: string) => ({ ...keys[0], fid: { S: fid } });
    const unread = (...left: number[]) => ({
      UnprocessedKeys: { state: { Keys: left.map((at) => keys[at]) } },
    });
    const { store, asked } = answering(BatchGetItemCommand, [
      { Responses: { state: [row('a')] }, ...unread(1, 2) },
      unread(1, 2),
      { Responses: { state: [row('b'), row('c')] } },
    ]);
    expect((await store.feeds.getMany(['a', 'b', 'c'])).map(({ fid }) => fid)).toEqual(['a', 'b', 'c']);
    expect(asked.map(({ RequestItems }) => RequestItems.state.Keys.length)).toEqual([3, 2, 2]);
  });

  it('keys that are never read are a fault', async () => {
    const left = { UnprocessedKeys: { state: { Keys: [{ pk: { S: 'F#a' }, sk: { S: '-' } }] } } };
    const { store } = answering(BatchGetItemCommand, Array(9).fill(left));
    await expect(store.feeds.getMany(['a'])).rejects.toThrow(/1 rows unread/);
  });
});

/** A store on a client that gives these answers to commands of a kind, in order, and nothing to all others. */
function answering(Command: abstract new (...args: never[]) => unknown, answers: readonly unknown[]) {
  const asked: { ClientRequestToken?: string; RequestItems: { state: { Keys: unknown[] } } }[] = [];
  const left = [...answers];
  const client = new DynamoDBClient({ region: 'us-east-1' });
  const send = async (command: { readonly input: never }) => {
    if (!(command instanceof Command)) return {};
    asked.push(command.input);
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  Object.assign(client, { send });
  const clock = new FakeClock(NOW);
  const tables = { state: 'state', news: 'news' };
  return { store: createDynamoStore({ client, tables, clock, random: seededRandom() }), clock, asked };
}

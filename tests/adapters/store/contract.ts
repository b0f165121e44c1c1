/**
 * What every Store does, said once and run over each: the tests' in memory and the product's on DynamoDB. Each
 * conditional write is shown with its condition true, with it false, and repeated; replies that get lost are a matter
 * of the network and have their own test.
 */
import { describe } from 'vitest';
import { addressContract } from './contract/addresses.ts';
import { changeContract } from './contract/changes.ts';
import { digestContract } from './contract/digests.ts';
import { dueContract } from './contract/due.ts';
import { endContract } from './contract/ends.ts';
import { feedContract } from './contract/feeds.ts';
import { groupContract } from './contract/groups.ts';
import { matchContract } from './contract/matches.ts';
import { patternContract } from './contract/patterns.ts';
import { placeContract } from './contract/places.ts';
import { protocolContract } from './contract/protocol.ts';
import { pullContract } from './contract/pull.ts';
import { requestContract } from './contract/requests.ts';
import type { MakeStore } from './contract/rows.ts';
import { sendingContract } from './contract/sending.ts';

/** @param makeStore An empty one for each call, gone when the test ends. */
export function storeContract(name: string, makeStore: MakeStore): void {
  describe(name, () => {
    describe('groups', () => groupContract(makeStore));
    describe('places of feeds', () => placeContract(makeStore));
    describe('feeds', () => feedContract(makeStore));
    describe('patterns', () => patternContract(makeStore));
    describe('matches', () => matchContract(makeStore));
    describe('pulling a subscriber forward', () => pullContract(makeStore));
    describe('the digest protocol', () => protocolContract(makeStore));
    describe('changes of a subscription', () => changeContract(makeStore));
    describe('the end of a subscription', () => endContract(makeStore));
    describe('digests', () => digestContract(makeStore));
    describe('requests', () => requestContract(makeStore));
    describe('addresses', () => addressContract(makeStore));
    describe('sending', () => sendingContract(makeStore));
    describe('the due index', () => dueContract(makeStore));
  });
}

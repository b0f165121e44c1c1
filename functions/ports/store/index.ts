/**
 * The Store: everything Watchword remembers, a file per entity. Each conditional write of the design is one named
 * method whose lost race is a return value; a fault of the database throws. Reads are strong unless said otherwise,
 * and no read returns a row whose time to live has passed.
 */
import type { AddressStore } from './addresses.ts';
import type { DigestStore } from './digests.ts';
import type { DueIndex } from './due.ts';
import type { FeedStore } from './feeds.ts';
import type { GroupStore } from './groups.ts';
import type { MatchStore } from './matches.ts';
import type { PatternStore } from './patterns.ts';
import type { RequestStore } from './requests.ts';
import type { SendingStore } from './sending.ts';
import type { SubscriberStore } from './subscribers.ts';

export interface Store {
  readonly due: DueIndex;
  readonly groups: GroupStore;
  readonly feeds: FeedStore;
  readonly patterns: PatternStore;
  readonly matches: MatchStore;
  readonly subscribers: SubscriberStore;
  readonly digests: DigestStore;
  readonly requests: RequestStore;
  readonly addresses: AddressStore;
  readonly sending: SendingStore;
}

export type {
  AddressStore,
  DigestStore,
  DueIndex,
  FeedStore,
  GroupStore,
  MatchStore,
  PatternStore,
  RequestStore,
  SendingStore,
  SubscriberStore,
};

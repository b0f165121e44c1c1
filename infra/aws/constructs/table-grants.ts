/**
 * What each function may do with the rows of both tables: pure data, the other half of docs/data-model. A row's kind is
 * the prefix of its partition key, and DynamoDB checks it for every row that a call names (`dynamodb:LeadingKeys`).
 * A transaction is checked action by action, so its puts, updates and deletes stand here as such.
 * Invariant: no Scan and nothing else without a key, for which the check of prefixes would hold by itself.
 */
import type { HandlerName } from './bundle.ts';

export type RowAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** A table, or one of its indexes. */
export type Place = 'state' | 'state/due' | 'state/byTime' | 'news' | 'news/byTime';

/** Partition keys that an action may name, `*` at the end for a prefix. */
export type Keys = readonly string[];

export type PlaceGrant = Readonly<Partial<Record<RowAction, Keys>>>;
export type TableGrants = Readonly<Partial<Record<Place, PlaceGrant>>>;

/** In place of prefixes: the place is granted whole. */
export const EVERY_KEY = '*';

const GROUPS = 'G#*';
const FEEDS = 'F#*';
const PATTERNS = 'PAT#*';
const IMMEDIATE = 'PI#*';
const SUBSCRIBERS = 'S#*';
const REQUESTS = 'Q#*';
const LINKS = 'M#*';
const ADDRESSES = 'E#*';
const LIMITS = 'L#*';
const SETTINGS = 'SETTINGS';
const RATE = 'RATE';
const EVENTS = 'EVENTS';

// news
const MATCHES = 'P#*';
/** Frozen digests, mails, and what was sent. */
const DIGESTS = 'S#*';

/** The due index holds keys only, and its partitions are not the table's: no prefix to check. */
const DUE: PlaceGrant = { Query: [EVERY_KEY] };

export const TABLE_GRANTS: Readonly<Record<HandlerName, TableGrants>> = {
  tick: { 'state/due': DUE },
  poll: {
    state: {
      GetItem: [GROUPS],
      BatchGetItem: [FEEDS],
      Query: [PATTERNS],
      PutItem: [FEEDS],
      UpdateItem: [GROUPS, FEEDS, PATTERNS],
    },
    'state/byTime': { Query: [PATTERNS] },
    news: { PutItem: [MATCHES] },
  },
  digest: {
    'state/due': DUE,
    state: {
      GetItem: [SUBSCRIBERS, PATTERNS, ADDRESSES, SETTINGS, EVENTS],
      // Groups and failing feeds for the coverage line; patterns when somebody's rules end.
      BatchGetItem: [GROUPS, FEEDS, PATTERNS],
      Query: [SUBSCRIBERS, IMMEDIATE],
      PutItem: [SUBSCRIBERS],
      UpdateItem: [SUBSCRIBERS, PATTERNS, ADDRESSES, RATE, EVENTS],
      DeleteItem: [SUBSCRIBERS, IMMEDIATE],
    },
    news: { GetItem: [DIGESTS], Query: [DIGESTS], PutItem: [DIGESTS], UpdateItem: [DIGESTS] },
    'news/byTime': { Query: [MATCHES] },
  },
  feedback: {
    state: {
      GetItem: [SUBSCRIBERS, ADDRESSES, EVENTS],
      Query: [SUBSCRIBERS],
      UpdateItem: [SUBSCRIBERS, ADDRESSES, EVENTS],
      // Rules that were ended go with the digest that closes.
      DeleteItem: [SUBSCRIBERS],
    },
    news: { GetItem: [DIGESTS], UpdateItem: [DIGESTS] },
  },
  web: {
    state: {
      GetItem: [SUBSCRIBERS, REQUESTS, LINKS, ADDRESSES, SETTINGS],
      BatchGetItem: [PATTERNS],
      Query: [SUBSCRIBERS],
      PutItem: [SUBSCRIBERS, IMMEDIATE, REQUESTS, LINKS, ADDRESSES, LIMITS],
      UpdateItem: [SUBSCRIBERS, PATTERNS, REQUESTS, LIMITS, RATE],
      DeleteItem: [SUBSCRIBERS, IMMEDIATE],
    },
    // Digest pages.
    news: { GetItem: [DIGESTS] },
  },
};

/** What the contract's cases begin with: a time, and rows put through the Store's own methods. */
import type { Feed } from '../../../../functions/domain/feed/feed.ts';
import type { Group } from '../../../../functions/domain/feed/group.ts';
import { hash } from '../../../../functions/domain/hash.ts';
import { changeOf } from '../../../../functions/domain/subscriber/change-of.ts';
import type { SignUpRequest } from '../../../../functions/domain/subscriber/request.ts';
import type { Subscriber, SubscriberRule } from '../../../../functions/domain/subscriber/subscriber.ts';
import type { Store } from '../../../../functions/ports/store/index.ts';
import { aSubscriber } from '../../../support/rows.ts';

export type MakeStore = () => Promise<Store>;

/** When the cases happen; what they write lives at least 7 days from then. */
export const NOW = Date.parse('2026-05-20T12:00:00Z');
export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const SID = 'sid-of-somebody00';

export function aFeed(over: Partial<Feed> = {}): Feed {
  const url = over.url ?? 'https://news.example/feed';
  return {
    fid: hash(url),
    url,
    title: 'Example Wire',
    tags: ['world'],
    gid: 'group-1',
    validators: {},
    health: { kind: 'unread', since: NOW },
    ver: 1,
    baseline: 0,
    seen: [],
    idVersion: 1,
    textVersion: 1,
    entries: 0,
    ...over,
  };
}

/** Adds a feed; the group is new unless `over` names a place. */
export async function addFeed(
  store: Store,
  over: Partial<Feed> = {},
  place: { readonly host?: string; readonly newGid?: string; readonly now?: number } = {},
): Promise<Feed> {
  const { gid: _, ...feed } = aFeed(over);
  const host = place.host ?? new URL(feed.url).host;
  const added = await store.groups.add(feed, { newGid: 'group-1', now: NOW, ...place, host });
  if (added.kind !== 'added') throw new Error(`expected ${feed.url} to be added, got ${added.kind}`);
  return { ...feed, gid: added.gid };
}

/** The group as stored. */
export async function theGroup(store: Store, gid = 'group-1'): Promise<Group> {
  const group = await store.groups.get(gid);
  if (!group) throw new Error(`no group ${gid}`);
  return group;
}

/** Puts a subscriber with rules as confirming does, and returns the row as stored. */
export async function subscribe(
  store: Store,
  over: Partial<Subscriber> = {},
  rules: readonly SubscriberRule[] = [],
): Promise<Subscriber> {
  const subscriber = aSubscriber({ due: NOW, ...over });
  await store.subscribers.apply(changeOf(undefined, { subscriber, put: rules, at: NOW }));
  return theSubscriber(store, subscriber.sid);
}

export async function theSubscriber(store: Store, sid = SID): Promise<Subscriber> {
  const subscriber = await store.subscribers.get(sid);
  if (!subscriber) throw new Error(`no subscriber ${sid}`);
  return subscriber;
}

export function aRequest(over: Partial<SignUpRequest> = {}): SignUpRequest {
  return {
    tokenHash: 'hash-of-token',
    sid: SID,
    address: 'sealed',
    addressHash: 'hashed',
    rules: [{ id: 'rule1', text: 'Arctic', pattern: hash('arctic'), canonical: 'arctic' }],
    settings: { cadence: 'daily', hour: 8, weekday: 1, zone: 'Atlantic/Reykjavik' },
    consent: 'Yes, mail me.',
    cookieHash: 'hash-of-cookie',
    codeHash: 'hash-of-code',
    tries: 0,
    state: 'open',
    at: NOW,
    expiresAt: NOW + 7 * DAY,
    ...over,
  };
}

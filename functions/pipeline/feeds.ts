/**
 * What the operator does with feeds: add one, import many, list them, remove one. Adding what is there changes
 * nothing, and importing never removes, so both can be repeated at every start.
 */
import type { Feed, HealthKind } from '../domain/feed/feed.ts';
import { readFeedUrl } from '../domain/feed/feed-url.ts';
import { MAX_FEEDS_PER_HOST } from '../domain/feed/group.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store/index.ts';

export type FeedsDeps = {
  readonly store: Pick<Store, 'groups' | 'feeds'>;
  readonly clock: Clock;
  readonly random: Random;
};

export type FeedRequest = {
  /** As typed. */
  readonly url: string;
  /** Shown until the feed's own title is known; the host when absent. */
  readonly title?: string;
  readonly tags?: readonly string[];
};

export type AddFeedResult =
  | { readonly kind: 'added' | 'known'; readonly url: string; readonly group: string }
  /** `suggestion` is what was likely meant. */
  | { readonly kind: 'invalid'; readonly message: string; readonly suggestion?: string }
  | { readonly kind: 'host-full'; readonly message: string };

/** The feed is due at once, and its first complete document is a silent baseline. */
export async function addFeed(deps: FeedsDeps, request: FeedRequest): Promise<AddFeedResult> {
  const read = readFeedUrl(request.url);
  if (read.kind === 'invalid') return read;
  const { url, fid, host } = read.feedUrl;
  const now = deps.clock.now();
  const feed: Omit<Feed, 'gid'> = {
    fid,
    url,
    title: request.title?.trim() || host,
    tags: request.tags ?? [],
    validators: {},
    health: { kind: 'unread', since: now },
    ver: 1,
    baseline: 0,
    seen: [],
    idVersion: 0,
    textVersion: 0,
    entries: 0,
  };
  const result = await deps.store.groups.add(feed, { host, newGid: newGroupId(deps.random), now });
  switch (result.kind) {
    case 'added':
      return { kind: 'added', url, group: result.gid };
    case 'known':
      return { kind: 'known', url, group: result.feed.gid };
    case 'host-full':
      return {
        kind: 'host-full',
        message: `${host} has ${MAX_FEEDS_PER_HOST} feeds already, which is as many as one host may have.`,
      };
  }
}

/** 9 bytes, 12 characters: no two groups ever share an id. */
function newGroupId(random: Random): string {
  return Buffer.from(random.bytes(9)).toString('base64url');
}

export type ImportReport = {
  readonly added: number;
  readonly known: number;
  /** Those that could not be added, with the reason; the others were. */
  readonly refused: readonly { readonly url: string; readonly message: string }[];
};

/** Adds the feeds that are missing, one after the other, and removes none. Those that are there cost one read. */
export async function importFeeds(deps: FeedsDeps, requests: readonly FeedRequest[]): Promise<ImportReport> {
  const there = await knownAmong(deps, requests);
  let added = 0;
  let known = there.size;
  const refused: { url: string; message: string }[] = [];
  for (const request of requests) {
    if (there.has(request)) continue;
    const result = await addFeed(deps, request);
    if ('message' in result) refused.push({ url: request.url, message: result.message });
    else if (result.kind === 'added') added++;
    else known++;
  }
  return { added, known, refused };
}

async function knownAmong(
  { store }: FeedsDeps,
  requests: readonly FeedRequest[],
): Promise<ReadonlySet<FeedRequest>> {
  const fids = new Map<FeedRequest, string>();
  for (const request of requests) {
    const read = readFeedUrl(request.url);
    if (read.kind === 'url') fids.set(request, read.feedUrl.fid);
  }
  const feeds = await store.feeds.getMany([...new Set(fids.values())]);
  const there = new Set(feeds.map(({ fid }) => fid));
  return new Set(requests.filter((request) => there.has(fids.get(request) ?? '')));
}

/** A feed and how it fares; times in ISO 8601, UTC. */
export type FeedListing = {
  readonly url: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly group: string;
  /** When it is polled next; null = at the group's next run. */
  readonly next: string | null;
  readonly lastSuccess: string | null;
  readonly failingSince: string | null;
  /** How the last read ended. */
  readonly outcome: HealthKind;
  /** In a sentence, when it did not end well. */
  readonly error: string | null;
  /** In the last document read. */
  readonly entries: number;
};

/** All feeds, ordered by title. */
export async function listFeeds({ store }: Pick<FeedsDeps, 'store'>): Promise<readonly FeedListing[]> {
  const groups = await store.groups.list();
  const feeds = await store.feeds.getMany(groups.flatMap(({ members }) => members));
  const times = new Map(groups.flatMap((group) => Object.entries(group.times)));
  return feeds
    .map((feed): FeedListing => {
      const time = times.get(feed.fid);
      return {
        url: feed.url,
        title: feed.title,
        tags: feed.tags,
        group: feed.gid,
        next: iso(time?.next),
        lastSuccess: iso(time?.lastSuccess),
        failingSince: iso(time?.failingSince),
        outcome: feed.health.kind,
        error: feed.health.kind === 'ok' ? null : (feed.health.detail ?? null),
        entries: feed.entries,
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en') || a.url.localeCompare(b.url, 'en'));
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

export type RemoveFeedResult =
  | { readonly kind: 'removed'; readonly url: string }
  | { readonly kind: 'unknown'; readonly url: string }
  | { readonly kind: 'invalid'; readonly message: string; readonly suggestion?: string };

/** Its articles stay where they are; it is not polled again. */
export async function removeFeed(
  { store }: Pick<FeedsDeps, 'store'>,
  typed: string,
): Promise<RemoveFeedResult> {
  const read = readFeedUrl(typed);
  if (read.kind === 'invalid') return read;
  const { fid, url, host } = read.feedUrl;
  const feed = await store.feeds.get(fid);
  if (!feed) return { kind: 'unknown', url };
  await store.groups.remove(feed, host);
  return { kind: 'removed', url };
}

/**
 * The keys of both tables. Ids are base64url, a host is a name with a port, so no part holds the separator `#`
 * (nor `~`, which orders after every id character).
 */
import { shardOf } from '../../domain/hash.ts';
import { GROUP_SHARDS, PATTERN_SHARDS, SUBSCRIBER_SHARDS } from '../../ports/store/due.ts';

export type Key = { readonly pk: string; readonly sk: string };

/** Sort key of a row that is alone in its partition, or its head. */
export const HEAD = '-';
const head = (pk: string): Key => ({ pk, sk: HEAD });

// state
export const groupKey = (gid: string): Key => head(`G#${gid}`);
export const feedKey = (fid: string): Key => head(`F#${fid}`);
export const hostKey = (host: string): Key => head(`H#${host}`);
export const OPEN_GROUP: Key = head('OPEN');
export const patternKey = (pattern: string): Key => ({
  pk: `PAT#${shardOf(pattern, PATTERN_PARTITIONS)}`,
  sk: pattern,
});
export const immediatePk = (pattern: string) => `PI#${pattern}`;
export const immediateKey = (pattern: string, sid: string, rule: string): Key => ({
  pk: immediatePk(pattern),
  sk: `${sid}~${rule}`,
});
export const subscriberKey = (sid: string): Key => head(`S#${sid}`);
export const ruleKey = (sid: string, rule: string): Key => ({ pk: `S#${sid}`, sk: `R#${rule}` });
export const requestKey = (tokenHash: string): Key => head(`Q#${tokenHash}`);
export const linkKey = (tokenHash: string): Key => head(`M#${tokenHash}`);
export const addressKey = (hash: string): Key => head(`E#${hash}`);
export const counterKey = (cap: string): Key => head(`L#${cap}`);
export const SETTINGS: Key = head('SETTINGS');
export const RATE: Key = head('RATE');
export const EVENTS: Key = head('EVENTS');

// news
export const matchKey = (pattern: string, at: number, article: string): Key => ({
  pk: `P#${pattern}#${monthOf(at)}`,
  sk: article,
});
export const digestKey = (sid: string, digest: string): Key => ({ pk: `S#${sid}`, sk: `D#${digest}` });
/** Further parts of a digest too large for one item, named by the hash of the whole. */
export const digestPartKey = (sid: string, digest: string, whole: string, part: number): Key => ({
  pk: `S#${sid}`,
  sk: `D#${digest}~${whole}~${part}`,
});
/** What the sort key of every mail begins with. */
export const MAIL_PREFIX = 'E#';
export const mailKey = (sid: string, digest: string): Key => ({
  pk: `S#${sid}`,
  sk: `${MAIL_PREFIX}${digest}`,
});
/** Behind the sort keys of all days. */
export const SENT_END = 'N#~';
export const sentKey = (sid: string, at: number): Key => ({ pk: `S#${sid}`, sk: `N#${dayOf(at)}` });

/** Partitions of the Pattern rows: a cold start reads them all, a partition gives 3,000 read units a second. */
const PATTERN_PARTITIONS = 8;
export const PATTERN_PKS = shards('PAT', PATTERN_PARTITIONS);

// Partitions of the due index, by shard and by the id that lies in one.
export const GROUP_DKS = shards('G', GROUP_SHARDS);
export const SUBSCRIBER_DKS = shards('S', SUBSCRIBER_SHARDS);
export const PATTERN_DKS = shards('P', PATTERN_SHARDS);
export const groupDk = (gid: string) => `G#${shardOf(gid, GROUP_SHARDS)}`;
export const subscriberDk = (sid: string) => `S#${shardOf(sid, SUBSCRIBER_SHARDS)}`;
export const patternDk = (pattern: string) => `P#${shardOf(pattern, PATTERN_SHARDS)}`;

/** Partitions of a pattern's matches that a window `(from, to]` touches, oldest first. */
export function matchPks(pattern: string, from: number, to: number): string[] {
  const pks: string[] = [];
  const start = new Date(from);
  for (let month = 0; ; month++) {
    const begins = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month);
    if (begins > to) return pks;
    pks.push(`P#${pattern}#${monthOf(begins)}`);
  }
}

function shards(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, shard) => `${prefix}#${shard}`);
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
const monthOf = (at: number) => dayOf(at).slice(0, 6);

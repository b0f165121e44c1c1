/** The rows of a memory store, a map per entity. */
import type { Digest, MailRecord } from '../../../functions/domain/digest/digest.ts';
import type { Feed } from '../../../functions/domain/feed/feed.ts';
import type { Group } from '../../../functions/domain/feed/group.ts';
import type { MatchRow } from '../../../functions/domain/matcher/match-row.ts';
import type { ImmediateRow } from '../../../functions/domain/subscriber/change.ts';
import type { AddressRow, ManageLink, SignUpRequest } from '../../../functions/domain/subscriber/request.ts';
import type { Subscriber, SubscriberRule } from '../../../functions/domain/subscriber/subscriber.ts';
import type { PatternMark, PatternRow } from '../../../functions/ports/store/patterns.ts';
import type { EventHealth, ServiceSettings } from '../../../functions/ports/store/sending.ts';

export type Memory = {
  readonly groups: Map<string, Group & { readonly tok?: string }>;
  readonly hosts: Map<string, { readonly gid: string; readonly feeds: number }>;
  /** The group that takes new small hosts, with the members it was given. */
  openGroup?: { readonly gid: string; readonly count: number };
  readonly feeds: Map<string, Feed>;
  readonly patterns: Map<string, PatternRow>;
  readonly marks: Map<string, PatternMark>;
  /** Per pattern, by `sid~rule`. */
  readonly immediate: Map<string, Map<string, ImmediateRow>>;
  /** Per pattern, by `yyyymm/article`. */
  readonly matches: Map<string, Map<string, MatchRow>>;
  readonly subscribers: Map<string, Subscriber>;
  /** Per sid, by rule id. */
  readonly rules: Map<string, Map<string, SubscriberRule>>;
  /** Per sid, by digest id. */
  readonly digests: Map<string, Map<string, Digest>>;
  readonly mails: Map<string, Map<string, MailRecord>>;
  /** Per sid, by UTC day number: hashes. */
  readonly sent: Map<string, Map<number, Set<string>>>;
  readonly requests: Map<string, SignUpRequest>;
  readonly links: Map<string, ManageLink>;
  readonly counters: Map<string, { readonly count: number; readonly until: number }>;
  readonly addresses: Map<string, AddressRow>;
  settings?: ServiceSettings;
  /** GCRA's theoretical arrival time. */
  tat: number;
  events: EventHealth;
};

export function emptyMemory(): Memory {
  return {
    groups: new Map(),
    hosts: new Map(),
    feeds: new Map(),
    patterns: new Map(),
    marks: new Map(),
    immediate: new Map(),
    matches: new Map(),
    subscribers: new Map(),
    rules: new Map(),
    digests: new Map(),
    mails: new Map(),
    sent: new Map(),
    requests: new Map(),
    links: new Map(),
    counters: new Map(),
    addresses: new Map(),
    tat: 0,
    events: { newestSent: 0, canaryAt: 0 },
  };
}

/** The inner map under `key`, made when absent. */
export function within<K, I, V>(outer: Map<K, Map<I, V>>, key: K): Map<I, V> {
  const found = outer.get(key);
  if (found) return found;
  const made = new Map<I, V>();
  outer.set(key, made);
  return made;
}

/** Compares texts as DynamoDB orders keys: by code unit, no locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

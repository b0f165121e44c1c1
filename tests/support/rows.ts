/** Rows with sensible values, so that a test names only what it is about. */

import { hash } from '../../functions/domain/hash.ts';
import type { MatchRow } from '../../functions/domain/matcher/match-row.ts';
import type { Subscriber, SubscriberRule } from '../../functions/domain/subscriber/subscriber.ts';

export function aSubscriber(over: Partial<Subscriber> = {}): Subscriber {
  return {
    sid: 'sid-of-somebody00',
    state: 'active',
    address: 'sealed',
    addressHash: 'hashed',
    settings: { cadence: 'immediate', hour: 8, weekday: 1, zone: 'UTC' },
    lanes: {},
    gen: 1,
    ver: 1,
    due: 0,
    missed: [],
    mails: 0,
    since: 0,
    refusals: 0,
    ...over,
  };
}

export function aRule(over: Partial<SubscriberRule> = {}): SubscriberRule {
  const canonical = over.canonical ?? 'arctic';
  return {
    id: 'rule1',
    text: canonical,
    pattern: hash(canonical),
    canonical,
    lane: 'immediate',
    start: 0,
    ...over,
  };
}

export function aMatch(over: Partial<MatchRow> = {}): MatchRow {
  return {
    pattern: hash('arctic'),
    article: hash('an article'),
    at: 1_000,
    title: { text: 'Two ministers meet', marks: [] },
    link: 'https://news.example/meet',
    source: 'Example Wire',
    snippet: { text: 'They met at the Arctic Council.', marks: [[16, 22]] },
    fields: ['body'],
    ...over,
  };
}

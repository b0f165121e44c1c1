/** Rows of usual size, with content that compresses as little as real content does. */
import { createHash } from 'node:crypto';
import type { Digest } from '../../../functions/domain/digest/digest.ts';
import type { Feed } from '../../../functions/domain/feed/feed.ts';
import type { FeedTimes, GroupCounters } from '../../../functions/domain/feed/group.ts';
import { hash } from '../../../functions/domain/hash.ts';
import type { MatchRow } from '../../../functions/domain/matcher/match-row.ts';
import type { Lanes, Subscriber, SubscriberRule } from '../../../functions/domain/subscriber/subscriber.ts';
import { aDigest, anEntry } from '../../support/a-digest.ts';
import { aMatch, aRule } from '../../support/rows.ts';
import { someSeen } from '../store/contract/feeds.ts';
import { HOUR, NOW, SID } from '../store/contract/rows.ts';

/** Poll times that differ in every digit, as answers of 50 hosts do; every tenth feed fails. */
export function timesOf(feeds: readonly Feed[], now: number): Readonly<Record<string, FeedTimes>> {
  const spread = (fid: string, by: string) => Number.parseInt(sha(`${fid} ${by}`).slice(0, 8), 16) % 55_000;
  const times = feeds.map(({ fid }, number): [string, FeedTimes] => {
    const answered = now + spread(fid, 'answered');
    const next = answered + HOUR / 4;
    if (number % 10 > 0) return [fid, { next, lastSuccess: answered, failures: 0 }];
    return [
      fid,
      { next, lastSuccess: now - spread(fid, 'last'), failingSince: now - spread(fid, 'since'), failures: 3 },
    ];
  });
  return Object.fromEntries(times);
}

export const countersOfAMonth: GroupCounters = {
  articles: 184_321,
  matches: 9_876,
  hours: Array.from({ length: 24 }, (_, hour) => ({
    hour: 494_233 + hour,
    articles: 180_000 + hour * 173 + (hour % 7) * 11,
  })),
  days: Array.from({ length: 35 }, (_, day) => ({
    day: 20_558 + day,
    articles: day * 5_113 + (day % 5) * 97,
  })),
};

export function feedWithNews(feed: Feed, entries: number): Feed {
  return {
    ...feed,
    title: 'Example Wire: world news and analysis',
    validators: { etag: 'W/"65f0a1b2c3d4e5f6"', lastModified: 'Wed, 20 May 2026 12:00:00 GMT' },
    health: { kind: 'ok', since: NOW },
    baseline: 'done',
    seen: someSeen(entries),
    entries: 30,
  };
}

export function usualMatch(pattern: string, number: number): MatchRow {
  const title = { text: words(`title ${number}`, 16), marks: [[0, 8] as const] };
  const snippet = { text: words(`snippet ${number}`, 48), marks: [[20, 28] as const, [60, 66] as const] };
  const link = `https://news.example/world/2026/05/20/${sha(String(number)).slice(0, 60)}`;
  const article = hash(`${pattern} ${number}`);
  return aMatch({ pattern, article, at: NOW + number, title, snippet, link, publishedAt: NOW, lang: 'en' });
}

export function usualSubscriber(lanes: Lanes, due = NOW): Partial<Subscriber> {
  return { address: sha('address').slice(0, 96), addressHash: sha('hash').slice(0, 43), lanes, due };
}

export function rulesOf(count: number): readonly SubscriberRule[] {
  const texts = ['arctic', 'sanctions', '"nord stream"', 'embassy AND staff', 'council'].slice(0, count);
  return texts.map((canonical) =>
    aRule({ id: hash(`rule ${canonical}`, 9), canonical, pattern: hash(canonical) }),
  );
}

/** A frozen list. What repeats in it repeats in a real one: names of fields, publishers, rules, most words. */
export function digestOf(articles: number): Digest {
  const entries = Array.from({ length: articles }, (_, number) => {
    const { article, title, snippet, link, at } = usualMatch('digest', number);
    return anEntry({ article, title, link, at, snippets: [snippet] });
  });
  return aDigest({ sid: SID, id: '1779278400000-12', entries });
}

const VOCABULARY = (
  'ministers council treaty harbour sanctions gas pipeline talks northern officials meeting spokesman statement week ' +
  'said agreement after before under pressure export energy prices winter region border troops exercise navy embassy ' +
  'staff return detained citizens exchange allies summit first time since years hope trust predictable relations'
).split(' ');

function words(seed: string, count: number): string {
  const picked = Array.from({ length: count }, (_, number) => {
    const at = Number.parseInt(sha(`${seed} ${number}`).slice(0, 8), 16);
    return VOCABULARY[at % VOCABULARY.length];
  });
  return picked.join(' ');
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex').repeat(2);

/**
 * Calls of the Store drawn at random, over few subscribers, patterns, feeds and times, so that they meet. A call reads
 * what it names (a subscriber as it stands, or as it stood some calls ago), so conditions hold and fail.
 */
import fc from 'fast-check';
import { hash } from '../../../functions/domain/hash.ts';
import { changeOf } from '../../../functions/domain/subscriber/change-of.ts';
import type { Subscriber, SubscriberRule } from '../../../functions/domain/subscriber/subscriber.ts';
import type { Store } from '../../../functions/ports/store/index.ts';
import type { SubscriberWithRules } from '../../../functions/ports/store/subscribers.ts';
import { aDigest } from '../../support/a-digest.ts';
import { aMatch, aRule, aSubscriber } from '../../support/rows.ts';
import { aFeed, aRequest, HOUR, NOW } from './contract/rows.ts';

/** A store with what one run of calls has read and remembers. */
export type Run = {
  readonly store: Store;
  /** Rows as read earlier, by sid. */
  readonly remembered: Map<string, SubscriberWithRules>;
};

export type Call = { readonly name: string; readonly make: (run: Run) => Promise<unknown> };

const sid = fc.constantFrom('sid-one', 'sid-two');
const tok = fc.constantFrom('tok-one', 'tok-two');
const word = fc.constantFrom('arctic', 'sanctions', 'embassy');
const time = fc.integer({ min: 0, max: 5 }).map((steps) => NOW + steps * 1_000);
const lanes = fc.record(
  { immediate: fc.record({ cursor: time, next: time }), daily: fc.record({ cursor: time, next: time }) },
  { requiredKeys: ['daily'] },
);
const url = fc.constantFrom('https://a.example/1', 'https://a.example/2', 'https://b.example/1');
const endState = fc.constantFrom('bounced' as const, 'unsubscribed' as const, 'complained' as const);
const suppression = fc.record({
  state: endState,
  at: time,
  reason: fc.constant('drawn'),
  source: fc.constant('operator' as const),
});
const rule: fc.Arbitrary<SubscriberRule> = fc
  .record({
    id: fc.constantFrom('r1', 'r2', 'r3'),
    canonical: word,
    lane: fc.constantFrom('immediate', 'daily'),
    ended: fc.boolean(),
  })
  .map(({ ended, lane, id, canonical }) =>
    // A rule never changes its pattern: an edit is a new rule.
    aRule({ id: `${id}-${canonical}`, canonical, lane: lane as 'immediate', ...(ended && { end: NOW }) }),
  );

/** The subscriber as it stands; with `stale`, as it stood when it was last read. */
async function held({ store, remembered }: Run, sid: string, stale: boolean): Promise<SubscriberWithRules> {
  const earlier = remembered.get(sid);
  if (stale && earlier) return earlier;
  const found = (await store.subscribers.load(sid)) ?? { subscriber: aSubscriber({ sid }), rules: [] };
  remembered.set(sid, found);
  return found;
}

function call<T>(name: string, drawn: fc.Arbitrary<T>, make: (run: Run, given: T) => Promise<unknown>) {
  return drawn.map(
    (given): Call => ({ name: `${name} ${JSON.stringify(given)}`, make: (run) => make(run, given) }),
  );
}

function onSubscriber<T>(
  name: string,
  drawn: fc.Arbitrary<T>,
  make: (store: Store, subscriber: Subscriber, given: T) => Promise<unknown>,
) {
  const whole = fc.record({ sid, stale: fc.boolean(), given: drawn });
  return call(name, whole, async (run, { sid, stale, given }) =>
    make(run.store, (await held(run, sid, stale)).subscriber, given),
  );
}

const advance = fc.record({ lanes, due: time, endedRules: fc.constant([] as string[]) });

const subscriberCalls = [
  call(
    'subscribe',
    fc.record({
      sid,
      lanes,
      due: time,
      put: fc.uniqueArray(rule, { selector: (one) => one.id, maxLength: 3 }),
    }),
    ({ store }, { put, ...over }) =>
      store.subscribers.apply(changeOf(undefined, { subscriber: aSubscriber(over), put, at: NOW })),
  ),
  call(
    'change',
    fc.record({
      sid,
      stale: fc.boolean(),
      lanes,
      at: time,
      put: fc.uniqueArray(rule, { selector: (one) => one.id, maxLength: 2 }),
    }),
    async (run, { sid, stale, lanes, at, put }) => {
      const before = await held(run, sid, stale);
      return run.store.subscribers.apply(
        changeOf(before, { subscriber: { ...before.subscriber, lanes }, put, at }),
      );
    },
  ),
  call('remove rules', fc.record({ sid, at: time }), async (run, { sid, at }) => {
    const before = await held(run, sid, false);
    const remove = before.rules.slice(0, 1).map(({ id }) => id);
    return run.store.subscribers.apply(
      changeOf(before, { subscriber: before.subscriber, put: [], remove, at }),
    );
  }),
  call('pull', fc.record({ sid, at: time }), ({ store }, { sid, at }) => store.subscribers.pull(sid, at)),
  onSubscriber('advance', advance, (store, subscriber, given) =>
    store.subscribers.advance(subscriber, given),
  ),
  onSubscriber(
    'claim',
    fc.record({ tok, due: time, takeOver: fc.option(tok, { nil: undefined }) }),
    (store, subscriber, { tok, due, takeOver }) =>
      store.subscribers.claim(subscriber, {
        open: { digest: 'd1', tok, at: NOW, attempt: 1 },
        due,
        ...(takeOver !== undefined && { takeOver }),
      }),
  ),
  call('release', fc.record({ sid, tok, due: time }), ({ store }, { sid, tok, due }) =>
    store.subscribers.release(sid, tok, { due, refusals: 1 }),
  ),
  onSubscriber('finalise', fc.record({ tok, advance }), (store, subscriber, { tok, advance }) =>
    store.subscribers.finalise(subscriber, tok, { ...advance, missed: ['d0'], mails: subscriber.mails + 1 }),
  ),
  call('wait', fc.record({ sid, tok, due: time }), ({ store }, { sid, tok, due }) =>
    store.subscribers.wait(sid, tok, due),
  ),
  onSubscriber('postpone', time, (store, { sid, ver }, due) => store.subscribers.postpone(sid, ver, due)),
  call('end', fc.record({ sid, suppression }), ({ store }, { sid, suppression }) =>
    store.subscribers.end(sid, suppression),
  ),
  onSubscriber('erase', fc.constant(0), async (store, subscriber) => {
    const rules = (await store.subscribers.load(subscriber.sid))?.rules.map(({ id }) => id) ?? [];
    // Whoever is erased has no live rules left: the due index ended them before.
    return rules.length > 0 ? 'has rules' : store.subscribers.erase(subscriber, rules);
  }),
];

const patternCalls = [
  call('mark', fc.record({ word, due: time, last: time }), ({ store }, { word, due, last }) =>
    store.patterns.mark(hash(word), { due, last }),
  ),
  call('clear', fc.record({ word, last: time }), ({ store }, { word, last }) =>
    store.patterns.clear({ pattern: hash(word), due: NOW, last }),
  ),
  call('match', fc.record({ word, article: word, at: time }), ({ store }, { word, article, at }) =>
    store.matches.put(aMatch({ pattern: hash(word), article: hash(article), at })),
  ),
  call(
    'between',
    fc.record({ word, from: time, to: time, limit: fc.constantFrom(1, 2, 99) }),
    ({ store }, { word, from, to, limit }) => store.matches.between(hash(word), from, to, limit),
  ),
];

const feedCalls = [
  call(
    'add feed',
    fc.record({ url, newGid: fc.constantFrom('g1', 'g2'), now: time }),
    ({ store }, { url, newGid, now }) => {
      const { gid: _, ...feed } = aFeed({ url });
      return store.groups.add(feed, { host: new URL(url).host, newGid, now });
    },
  ),
  call('remove feed', url, async ({ store }, url) => {
    const feed = await store.feeds.get(aFeed({ url }).fid);
    if (feed) await store.groups.remove(feed, new URL(url).host);
  }),
  call('commit', fc.record({ url, ver: fc.integer({ min: 1, max: 4 }) }), async ({ store }, { url, ver }) => {
    const feed = await store.feeds.get(aFeed({ url }).fid);
    return store.feeds.commit({ ...(feed ?? aFeed({ url })), entries: ver, ver });
  }),
  call('set health', fc.record({ url, at: time }), async ({ store }, { url, at }) => {
    const feed = await store.feeds.get(aFeed({ url }).fid);
    return feed && store.feeds.setHealth(feed, { kind: 'timeout', since: at });
  }),
  call(
    'claim group',
    fc.record({ now: time, due: time, tok, raised: fc.integer({ min: 0, max: 1 }) }),
    async ({ store }, { now, due, tok, raised }) => {
      const group = await store.groups.get('g1');
      if (!group) return undefined;
      const times = Object.fromEntries(group.members.map((fid) => [fid, { next: due, failures: raised }]));
      return store.groups.claim({ ...group, runSeq: group.runSeq - raised }, { now, due, times, tok });
    },
  ),
  call(
    'finish group',
    fc.record({ due: time, claimedDue: time, behind: fc.integer({ min: 0, max: 1 }) }),
    async ({ store }, { due, claimedDue, behind }) => {
      const group = await store.groups.get('g1');
      const claimed = { runSeq: (group?.runSeq ?? 0) - behind, due: claimedDue };
      const counters = { articles: behind, matches: 0, hours: [{ hour: 1, articles: 0 }], days: [] };
      return store.groups.finish('g1', { claimed, due, times: group?.times ?? {}, counters });
    },
  ),
];

const digest = fc.constantFrom('d1', 'd2');
const outcome = fc.constantFrom('open', 'sent', 'failed', 'unknown', undefined);

const otherCalls = [
  call('freeze', fc.record({ sid, digest, madeAt: time }), ({ store }, { sid, digest, madeAt }) =>
    store.digests.freeze(aDigest({ sid, id: digest, madeAt })),
  ),
  call(
    'record',
    fc.record({ sid, digest, at: time, outcome, evidence: fc.boolean() }),
    ({ store }, { outcome, evidence, ...mail }) =>
      store.digests.record({ ...mail, ...(outcome && { outcome }), ...(evidence && { messageId: 'm1' }) }),
  ),
  call(
    'add sent',
    fc.record({ sid, at: time, articles: fc.array(word, { maxLength: 3 }) }),
    ({ store }, { sid, at, articles }) =>
      store.digests.addSent(
        sid,
        at,
        articles.map((word) => hash(word)),
      ),
  ),
  call('put request', sid, ({ store }, sid) => store.requests.put(aRequest({ sid }))),
  call('count try', fc.constant(0), ({ store }) => store.requests.countTry('hash-of-token')),
  call('refuse', fc.constant(0), ({ store }) => store.requests.refuse('hash-of-token')),
  call('confirm', fc.record({ sid, at: time, put: rule }), async (run, { sid, at, put }) => {
    const before = await run.store.subscribers.load(sid);
    const subscriber = before?.subscriber ?? aSubscriber({ sid });
    const address = { hash: subscriber.addressHash, sid };
    const change = changeOf(before, { subscriber, put: [put], at });
    return run.store.subscribers.apply(change, { tokenHash: 'hash-of-token', address });
  }),
  call(
    'attempt',
    fc.record({ key: word, max: fc.integer({ min: 0, max: 2 }), now: time }),
    ({ store }, { key, max, now }) =>
      store.requests.attempt(
        [
          { key, max, windowMs: 2_000 },
          { key: 'all', max: 4, windowMs: HOUR },
        ],
        now,
      ),
  ),
  call('suppress', suppression, ({ store }, given) => store.addresses.suppress('hashed', given)),
  call('forget', fc.constant(0), ({ store }) => store.addresses.forget('hashed')),
  call('slot', fc.record({ now: time, withinMs: fc.constantFrom(0, 500, 5_000) }), ({ store }, given) =>
    store.sending.slot({ ...given, intervalMs: 400 }),
  ),
  call('send event', time, ({ store }, at) => store.sending.sawSendEvent(at + (at % 7_000) * 60)),
  call('canary', time, ({ store }, now) => store.sending.takeCanary(now, 1_000)),
];

export const calls: fc.Arbitrary<readonly Call[]> = fc.array(
  fc.oneof(
    { arbitrary: fc.oneof(...subscriberCalls), weight: 5 },
    { arbitrary: fc.oneof(...patternCalls), weight: 2 },
    { arbitrary: fc.oneof(...feedCalls), weight: 2 },
    { arbitrary: fc.oneof(...otherCalls), weight: 2 },
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
);

/** Everything that a store shows after a run. */
export async function shown(store: Store): Promise<unknown> {
  const sids = ['sid-one', 'sid-two'];
  const patterns = ['arctic', 'sanctions', 'embassy'].map((word) => hash(word));
  const each = <T>(ids: readonly string[], read: (id: string) => Promise<T>) => Promise.all(ids.map(read));
  const byPattern = (rows: readonly { readonly pattern: string }[]) =>
    [...rows].sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
  return {
    subscribers: await each(sids, (sid) => store.subscribers.load(sid)),
    census: await store.subscribers.census(),
    patterns: byPattern(await store.patterns.all()),
    changed: byPattern(await store.patterns.changedSince(NOW + 1_000)),
    marks: await each(patterns, (pattern) => store.patterns.marked(pattern)),
    immediate: await each(patterns, (pattern) => store.patterns.immediate(pattern)),
    matches: await each(patterns, (pattern) => store.matches.between(pattern, 0 + NOW - HOUR, NOW + HOUR)),
    groups: await each(['g1', 'g2'], (gid) => store.groups.get(gid)),
    digests: await each(sids, (sid) => store.digests.get(sid, 'd1')),
    mails: await each(sids, (sid) => store.digests.mails(sid, 9)),
    sent: (await each(sids, (sid) => store.digests.sent(sid, NOW))).map((hashes) => [...hashes].sort()),
    request: await store.requests.get('hash-of-token'),
    address: await store.addresses.get('hashed'),
    events: await store.sending.events(),
    oldest: await Promise.all(
      (['group', 'subscriber', 'pattern'] as const).map((kind) => store.due.oldest(kind)),
    ),
  };
}

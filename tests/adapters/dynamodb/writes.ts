/** One call of every method that writes, on what it needs: for tests that disturb each. */

import { hash } from '../../../functions/domain/hash.ts';
import { changeOf } from '../../../functions/domain/subscriber/change-of.ts';
import type { Store } from '../../../functions/ports/store/index.ts';
import { aDigest } from '../../support/a-digest.ts';
import { aMatch, aRule, aSubscriber } from '../../support/rows.ts';
import {
  addFeed,
  aFeed,
  aRequest,
  DAY,
  HOUR,
  NOW,
  SID,
  subscribe,
  theGroup,
  theSubscriber,
} from '../store/contract/rows.ts';

export type Write = {
  readonly name: string;
  /** What stands before; nothing by default. */
  readonly before?: (store: Store) => Promise<unknown>;
  readonly act: (store: Store) => Promise<unknown>;
};

const ARCTIC = hash('arctic');
const TOKEN = 'hash-of-token';
const open = { digest: 'd1', tok: 'mine', at: NOW, attempt: 1 };
const lanes = { immediate: { cursor: NOW, next: NOW + HOUR } };
const advance = { lanes, due: NOW + HOUR, endedRules: [] };
const ending = { ...advance, missed: [], mails: 1 };
const mail = { sid: SID, digest: 'd1', at: NOW };
const { gid: _, ...newFeed } = aFeed();
const place = { host: 'news.example', newGid: 'group-1', now: NOW };
const counters = { articles: 1, matches: 0, hours: [], days: [] };
const finish = { claimed: { runSeq: 1, due: NOW + HOUR }, due: NOW + HOUR, times: {}, counters };
const suppression = { state: 'bounced', reason: '', source: 'bounce', at: NOW } as const;
const address = { hash: 'hashed', sid: SID };

const active = (store: Store) => subscribe(store, { lanes, due: NOW + HOUR }, [aRule()]);
const claimed = (store: Store) => subscribe(store, { lanes, open }, [aRule()]);
const left = (store: Store) => subscribe(store, { state: 'unsubscribed' }, [aRule()]);
const asked = (store: Store) => store.requests.put(aRequest());
const marked = async (store: Store) => {
  await active(store);
  await store.patterns.mark(ARCTIC, { due: NOW, last: NOW });
};
const claimGroup = async (store: Store) =>
  store.groups.claim(await theGroup(store), { now: NOW, due: NOW + HOUR, times: {}, tok: 'tok' });
const running = async (store: Store) => {
  await addFeed(store);
  await claimGroup(store);
};
const runningWithMore = async (store: Store) => {
  await running(store);
  await addFeed(store, { url: 'https://news.example/two' }, { now: NOW + 1 });
};
const change = (over: object = {}) =>
  changeOf(undefined, { subscriber: aSubscriber(), put: [aRule()], at: NOW, ...over });
const ended = async (store: Store) => {
  const subscriber = await theSubscriber(store);
  return changeOf({ subscriber, rules: [aRule()] }, { subscriber, put: [], remove: ['rule1'], at: NOW });
};

export const WRITES: readonly Write[] = [
  { name: 'groups.add', act: (store) => store.groups.add(newFeed, place) },
  { name: 'groups.remove', before: addFeed, act: (store) => store.groups.remove(aFeed(), 'news.example') },
  { name: 'groups.claim', before: addFeed, act: claimGroup },
  { name: 'groups.finish', before: running, act: (store) => store.groups.finish('group-1', finish) },
  {
    name: 'groups.finish after an addition',
    before: runningWithMore,
    act: (store) => store.groups.finish('group-1', finish),
  },
  { name: 'feeds.commit', before: addFeed, act: (store) => store.feeds.commit(aFeed({ entries: 7 })) },
  {
    name: 'feeds.setHealth',
    before: addFeed,
    act: (store) => store.feeds.setHealth(aFeed(), { kind: 'ok', since: NOW }),
  },
  { name: 'matches.put', act: (store) => store.matches.put(aMatch({ at: NOW })) },
  {
    name: 'patterns.mark',
    before: active,
    act: (store) => store.patterns.mark(ARCTIC, { due: NOW, last: NOW }),
  },
  {
    name: 'patterns.clear',
    before: marked,
    act: (store) => store.patterns.clear({ pattern: ARCTIC, due: NOW, last: NOW }),
  },
  { name: 'subscribers.pull', before: active, act: (store) => store.subscribers.pull(SID, NOW) },
  {
    name: 'subscribers.pull of one that is due',
    before: (store) => subscribe(store, { lanes }),
    act: (store) => store.subscribers.pull(SID, NOW + 1),
  },
  {
    name: 'subscribers.advance',
    before: active,
    act: async (store) => store.subscribers.advance(await theSubscriber(store), advance),
  },
  {
    name: 'subscribers.advance with ended rules',
    before: active,
    act: async (store) =>
      store.subscribers.advance(await theSubscriber(store), { ...advance, endedRules: ['rule1'] }),
  },
  {
    name: 'subscribers.claim',
    before: active,
    act: async (store) => store.subscribers.claim(await theSubscriber(store), { open, due: NOW + DAY }),
  },
  {
    name: 'subscribers.claim that takes over',
    before: claimed,
    act: async (store) =>
      store.subscribers.claim(await theSubscriber(store), {
        open: { ...open, tok: 'second', attempt: 2 },
        due: NOW + DAY,
        takeOver: 'mine',
      }),
  },
  {
    name: 'subscribers.release',
    before: claimed,
    act: (store) => store.subscribers.release(SID, 'mine', { due: NOW, refusals: 1 }),
  },
  {
    name: 'subscribers.finalise',
    before: claimed,
    act: async (store) => store.subscribers.finalise(await theSubscriber(store), 'mine', ending),
  },
  { name: 'subscribers.wait', before: claimed, act: (store) => store.subscribers.wait(SID, 'mine', NOW + 9) },
  {
    name: 'subscribers.postpone',
    before: active,
    act: async (store) => store.subscribers.postpone(SID, (await theSubscriber(store)).ver, NOW + 9),
  },
  { name: 'subscribers.apply', act: (store) => store.subscribers.apply(change()) },
  {
    name: 'subscribers.apply that takes the last rule',
    before: active,
    act: async (store) => store.subscribers.apply(await ended(store)),
  },
  {
    name: 'subscribers.apply that confirms',
    before: asked,
    act: (store) => store.subscribers.apply(change(), { tokenHash: TOKEN, address }),
  },
  { name: 'subscribers.end', before: active, act: (store) => store.subscribers.end(SID, suppression) },
  {
    name: 'subscribers.erase',
    before: left,
    act: async (store) => store.subscribers.erase(await theSubscriber(store), ['rule1']),
  },
  { name: 'digests.freeze', act: (store) => store.digests.freeze(aDigest({ madeAt: NOW })) },
  { name: 'digests.record', act: (store) => store.digests.record({ ...mail, outcome: 'unknown' }) },
  { name: 'digests.addSent', act: (store) => store.digests.addSent(SID, NOW, [hash('a'), hash('b')]) },
  { name: 'requests.put', act: asked },
  { name: 'requests.countTry', before: asked, act: (store) => store.requests.countTry(TOKEN) },
  { name: 'requests.refuse', before: asked, act: (store) => store.requests.refuse(TOKEN) },
  {
    name: 'requests.putLink',
    act: (store) => store.requests.putLink({ tokenHash: TOKEN, sid: SID, expiresAt: NOW + HOUR }),
  },
  {
    name: 'requests.attempt',
    act: (store) => store.requests.attempt([{ key: 'cap', max: 9, windowMs: HOUR }], NOW),
  },
  {
    name: 'requests.attempt after another',
    before: (store) => store.requests.attempt([{ key: 'cap', max: 9, windowMs: HOUR }], NOW),
    act: (store) => store.requests.attempt([{ key: 'cap', max: 9, windowMs: HOUR }], NOW),
  },
  { name: 'addresses.suppress', act: (store) => store.addresses.suppress('hashed', suppression) },
  {
    name: 'addresses.forget',
    before: (store) => store.addresses.suppress('hashed', suppression),
    act: (store) => store.addresses.forget('hashed'),
  },
  {
    name: 'sending.putSettings',
    act: (store) => store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' }),
  },
  {
    name: 'sending.slot',
    before: (store) => store.sending.slot({ now: NOW, intervalMs: 100, withinMs: 0 }),
    act: (store) => store.sending.slot({ now: NOW, intervalMs: 100, withinMs: HOUR }),
  },
  { name: 'sending.sawSendEvent', act: (store) => store.sending.sawSendEvent(NOW) },
  { name: 'sending.takeCanary', act: (store) => store.sending.takeCanary(NOW, HOUR) },
];

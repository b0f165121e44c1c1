/** Pattern rows, their marks, and who wants them at once. */
import { expect, it } from 'vitest';
import { hash } from '../../../../functions/domain/hash.ts';
import { changeOf } from '../../../../functions/domain/subscriber/change-of.ts';
import type { Store } from '../../../../functions/ports/store/index.ts';
import { aRule } from '../../../support/rows.ts';
import { HOUR, type MakeStore, NOW, SECOND, SID, subscribe, theSubscriber } from './rows.ts';

const ARCTIC = hash('arctic');
const MARK = { due: NOW, last: NOW };

export function patternContract(makeStore: MakeStore): void {
  it('a wanted pattern is listed with its counts', async () => {
    const store = await wanted();
    const row = { pattern: ARCTIC, canonical: 'arctic', rules: 1, immediate: 1, at: NOW };
    expect(await store.patterns.all()).toEqual([row]);
    expect(await store.patterns.get(ARCTIC)).toEqual(row);
    expect(await store.patterns.get(hash('unknown'))).toBeUndefined();
  });

  it('only changes after the given time are told', async () => {
    const store = await wanted();
    expect(await store.patterns.changedSince(NOW)).toEqual([]);
    expect(await store.patterns.changedSince(NOW - 1)).toHaveLength(1);
  });

  it('a pattern that nobody wants any more is told as a change, and not listed', async () => {
    const store = await wanted();
    await endRule(store, NOW + HOUR);
    expect(await store.patterns.all()).toEqual([]);
    const [told, ...more] = await store.patterns.changedSince(NOW);
    expect(told).toMatchObject({ pattern: ARCTIC, rules: 0, immediate: 0, at: NOW + HOUR });
    expect(more).toEqual([]);
  });

  it('a pattern that is wanted again is listed again', async () => {
    const store = await wanted();
    await endRule(store, NOW + HOUR);
    await subscribe(store, { sid: 'sid-of-another000' }, [aRule({ id: 'rule2' })]);
    expect(await store.patterns.all()).toMatchObject([{ rules: 1, immediate: 1 }]);
  });

  it('patterns of many rules are all listed', async () => {
    const store = await makeStore();
    const rules = Array.from({ length: 20 }, (_, number) =>
      aRule({ id: `rule${number}`, canonical: `w${number}` }),
    );
    await subscribe(store, {}, rules);
    expect(await store.patterns.all()).toHaveLength(20);
    expect(await store.patterns.changedSince(NOW - 1)).toHaveLength(20);
  });

  it('a mark makes the pattern due', async () => {
    const store = await wanted();
    expect(await store.patterns.mark(ARCTIC, MARK)).toBe('marked');
    expect(await store.patterns.marked(ARCTIC)).toEqual({ pattern: ARCTIC, ...MARK });
  });

  it('a second mark keeps the first due time and takes the later match', async () => {
    const store = await wanted();
    await store.patterns.mark(ARCTIC, MARK);
    expect(await store.patterns.mark(ARCTIC, { due: NOW + 9, last: NOW + 9 })).toBe('marked');
    expect(await store.patterns.marked(ARCTIC)).toEqual({ pattern: ARCTIC, due: NOW, last: NOW + 9 });
  });

  it('a pattern without immediate rules, or without a row, is not marked', async () => {
    const store = await makeStore();
    await subscribe(store, {}, [aRule({ lane: 'daily' })]);
    expect(await store.patterns.mark(ARCTIC, MARK)).toBe('nothing');
    expect(await store.patterns.mark(hash('unknown'), MARK)).toBe('nothing');
    expect(await store.patterns.marked(ARCTIC)).toBeUndefined();
    expect(await store.patterns.get(hash('unknown'))).toBeUndefined();
  });

  it('a mark is cleared as it was seen, and clearing again is the same', async () => {
    const store = await wanted();
    await store.patterns.mark(ARCTIC, MARK);
    const seen = { pattern: ARCTIC, ...MARK };
    expect(await store.patterns.clear(seen)).toBe('cleared');
    expect(await store.patterns.clear(seen)).toBe('cleared');
    expect(await store.patterns.marked(ARCTIC)).toBeUndefined();
    expect(await store.patterns.get(ARCTIC)).toMatchObject({ rules: 1 });
  });

  it('a mark that a newer match has moved is not cleared', async () => {
    const store = await wanted();
    await store.patterns.mark(ARCTIC, MARK);
    await store.patterns.mark(ARCTIC, { due: NOW + SECOND, last: NOW + SECOND });
    expect(await store.patterns.clear({ pattern: ARCTIC, ...MARK })).toBe('newer');
    expect(await store.patterns.marked(ARCTIC)).toMatchObject({ last: NOW + SECOND });
  });

  it('clearing a mark of no pattern makes none', async () => {
    const store = await makeStore();
    expect(await store.patterns.clear({ pattern: ARCTIC, ...MARK })).toBe('cleared');
    expect(await store.patterns.get(ARCTIC)).toBeUndefined();
  });

  it('marking changes no count, and is no change of the index', async () => {
    const store = await wanted();
    await store.patterns.mark(ARCTIC, { due: NOW + HOUR, last: NOW + HOUR });
    expect(await store.patterns.changedSince(NOW)).toEqual([]);
  });

  it('who wants a pattern at once comes ordered, a page at a time, nobody twice', async () => {
    const store = await makeStore();
    const rules = Array.from({ length: 20 }, (_, index) => aRule({ id: `rule${index}` }));
    const sids = Array.from({ length: 26 }, (_, number) => `sid-${String.fromCharCode(97 + number)}`);
    for (const sid of sids) await subscribe(store, { sid }, rules);
    const first = await store.patterns.immediate(ARCTIC);
    const second = await store.patterns.immediate(ARCTIC, first.next);
    const all = [...first.rows, ...second.rows];
    expect([first.rows.length, second.rows.length, second.next]).toEqual([500, 20, undefined]);
    expect(new Set(all.map(({ sid, rule }) => `${sid} ${rule}`)).size).toBe(520);
    expect([...new Set(all.map(({ sid }) => sid))]).toEqual(sids);
  });

  it('a page that ends where the rows end has no next', async () => {
    const store = await wanted();
    expect(await store.patterns.immediate(ARCTIC)).toEqual({
      rows: [{ pattern: ARCTIC, sid: SID, rule: 'rule1' }],
    });
    expect(await store.patterns.immediate(hash('unknown'))).toEqual({ rows: [] });
  });

  async function wanted(): Promise<Store> {
    const store = await makeStore();
    await subscribe(store, {}, [aRule()]);
    return store;
  }
}

async function endRule(store: Store, at: number): Promise<void> {
  const subscriber = await theSubscriber(store);
  const change = changeOf({ subscriber, rules: [aRule()] }, { subscriber, put: [aRule({ end: at })], at });
  await store.subscribers.apply(change);
}

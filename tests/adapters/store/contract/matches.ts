/** Match rows and the windows over them. */
import { expect, it } from 'vitest';
import { hash } from '../../../../functions/domain/hash.ts';
import type { MatchRow } from '../../../../functions/domain/matcher/match-row.ts';
import type { Store } from '../../../../functions/ports/store/index.ts';
import { aMatch } from '../../../support/rows.ts';
import { DAY, HOUR, type MakeStore, NOW } from './rows.ts';

const { pattern } = aMatch();

export function matchContract(makeStore: MakeStore): void {
  it('a row comes back as it was written', async () => {
    const store = await makeStore();
    const row = aMatch({
      at: NOW,
      title: { text: 'Ministerinnen treffen sich — 北極評議会', marks: [[0, 13]] },
      publishedAt: NOW - HOUR,
      lang: 'de',
      fields: ['title', 'body'],
      byEdit: true,
      late: true,
    });
    expect(await store.matches.put(row)).toBe('stored');
    expect(await store.matches.between(pattern, NOW - 1, NOW)).toEqual([row]);
  });

  it('a row is written once: a repeat is known, and the first one stands', async () => {
    const store = await makeStore();
    const row = aMatch({ at: NOW });
    await store.matches.put(row);
    expect(await store.matches.put({ ...row, at: NOW + 5, source: 'Other' })).toBe('known');
    expect(await store.matches.between(pattern, NOW - 1, NOW + HOUR)).toEqual([row]);
  });

  it('a window is open at its beginning and closed at its end', async () => {
    const store = await makeStore();
    await putAt(store, NOW, NOW + 1, NOW + 2, NOW + 3);
    expect(await timesOf(store, NOW, NOW + 2)).toEqual([NOW + 1, NOW + 2]);
    expect(await timesOf(store, NOW - 0.5, NOW + 0.5)).toEqual([NOW]);
    expect(await timesOf(store, NOW + 3, NOW + 3)).toEqual([]);
    expect(await timesOf(store, NOW + 3, NOW)).toEqual([]);
  });

  it('rows of one time come by article', async () => {
    const store = await makeStore();
    for (const article of ['c', 'a', 'b']) await store.matches.put(aMatch({ article, at: NOW }));
    const rows = await store.matches.between(pattern, NOW - 1, NOW);
    expect(rows.map(({ article }) => article)).toEqual(['a', 'b', 'c']);
  });

  it('a window across months is read in order', async () => {
    const store = await makeStore();
    const times = [-20, -13, 11, 12].map((days) => Date.parse('2026-05-20T00:00:00Z') + days * DAY);
    await putAt(store, ...times.toReversed());
    expect(await timesOf(store, times[0] ?? 0, NOW + 30 * DAY)).toEqual(times.slice(1));
    expect(await timesOf(store, (times[0] ?? 0) - 1, times[2] ?? 0)).toEqual(times.slice(0, 3));
  });

  it('one article matched in two months is two rows', async () => {
    const store = await makeStore();
    const [may, june] = [aMatch({ at: NOW }), aMatch({ at: NOW + 20 * DAY })];
    expect(await store.matches.put(may)).toBe('stored');
    expect(await store.matches.put(june)).toBe('stored');
    expect(await store.matches.between(pattern, NOW - 1, NOW + 20 * DAY)).toEqual([may, june]);
  });

  it('a limit cuts, but never between rows of one time', async () => {
    const store = await makeStore();
    for (const [article, at] of Object.entries({ e: 1, d: 2, b: 2, c: 2, a: 3 }))
      await store.matches.put(aMatch({ article, at: NOW + at }));
    const read = async (limit: number) =>
      (await store.matches.between(pattern, NOW, NOW + 9, limit)).map(({ article }) => article).join('');
    expect(await read(1)).toBe('e');
    expect(await read(2)).toBe('ebcd');
    expect(await read(4)).toBe('ebcd');
    expect(await read(5)).toBe('ebcda');
    expect(await read(9)).toBe('ebcda');
  });

  it('patterns are kept apart', async () => {
    const store = await makeStore();
    await store.matches.put(aMatch({ at: NOW }));
    expect(await store.matches.between(hash('other'), NOW - 1, NOW)).toEqual([]);
  });

  it('more rows than a page of 1 MB holds all come', async () => {
    const store = await makeStore();
    const text = 'x'.repeat(60_000);
    const rows = Array.from({ length: 40 }, (_, number) =>
      aMatch({ article: hash(`article ${number}`), at: NOW + number, snippet: { text, marks: [] } }),
    );
    await Promise.all(rows.map((row) => store.matches.put(row)));
    expect(await store.matches.between(pattern, NOW - 1, NOW + HOUR)).toEqual(rows);
    expect(await store.matches.between(pattern, NOW - 1, NOW + HOUR, 30)).toEqual(rows.slice(0, 30));
  });

  async function putAt(store: Store, ...times: number[]): Promise<void> {
    for (const at of times) await store.matches.put(aMatch({ article: hash(`article ${at}`), at }));
  }

  async function timesOf(store: Store, from: number, to: number): Promise<readonly number[]> {
    const rows: readonly MatchRow[] = await store.matches.between(pattern, from, to);
    return rows.map(({ at }) => at);
  }
}

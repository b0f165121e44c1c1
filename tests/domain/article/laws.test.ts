import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../../functions/domain/article/identify.ts';
import type { Entry } from '../../../functions/domain/feed/entry.ts';
import { aFeed, afterReading, entry, feedDocument, HOME, having, titles } from './a-feed.ts';

/** Few names, so that entries repeat each other's links, ids and titles in every way. */
const someEntry: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.option(fc.constantFrom('1', '2', 'urn:3', 'https://news.example/x#4'), { nil: undefined }),
    url: fc.option(fc.constantFrom(HOME, 'https://news.example/x', 'https://news.example/y'), {
      nil: undefined,
    }),
    title: fc.constantFrom('One', 'Two', ''),
    content: fc.constantFrom('<p>a</p>', '<p>b</p>'),
    publishedAt: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
  })
  .map(({ id, url, publishedAt, ...rest }) => ({
    ...(id !== undefined && { id }),
    ...(url !== undefined && { url }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...rest,
    summary: '',
    captions: [],
    categories: [],
  }));
const someEntries = fc.array(someEntry, { maxLength: 12 });

describe('identity, whatever publishers do', () => {
  it('finds nothing new in a document that was read, in whatever order it comes again', () => {
    fc.assert(
      fc.property(
        someEntries.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
        ),
        someEntries,
        ([entries, shuffled], earlier) => {
          const feed = afterReading(having(earlier), entries);
          expect(titles(feed, shuffled)).toEqual([]);
        },
      ),
    );
  });

  it('gives the same keys in whatever order the entries stand', () => {
    const keys = (entries: readonly Entry[]) =>
      identify(feedDocument(entries), aFeed())
        .fresh.map(({ article }) => article.key)
        .sort();
    fc.assert(
      fc.property(someEntries, (entries) => {
        expect(keys([...entries].reverse())).toEqual(keys(entries));
      }),
    );
  });

  it('gives each new article of a document a key of its own', () => {
    fc.assert(
      fc.property(someEntries, someEntries, (earlier, entries) => {
        const keys = identify(feedDocument(entries), having(earlier)).fresh.map(({ article }) => article.key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('is never in doubt about what it remembers', () => {
    fc.assert(
      fc.property(fc.array(someEntries, { maxLength: 6 }), (documents) => {
        const feed = documents.reduce((before, entries) => afterReading(before, entries), having([]));
        expect(new Set(feed.seen.map(({ id }) => id)).size).toBe(feed.seen.length);
      }),
    );
  });
});

describe('a feed that grows', () => {
  const publisher = fc.constantFrom<(number: number) => Partial<Entry>>(
    () => ({}),
    () => ({ url: HOME }),
    () => ({ url: 'https://news.example/live' }),
    () => ({ title: 'Always the same' }),
    (number) => ({ id: `${number % 3}`, publishedAt: number }),
    (number) => ({ url: `https://news.example/page#${number}`, publishedAt: number }),
  );
  const read = fc.record({
    published: fc.integer({ min: 0, max: 130 }),
    /** How many entries the document holds, the newest first; beyond that it is cut. */
    size: fc.integer({ min: 1, max: 150 }),
    complete: fc.boolean(),
  });

  it('alerts each entry that it serves exactly once, however documents are cut and entries held back', () => {
    fc.assert(
      fc.property(publisher, fc.array(read, { maxLength: 6 }), (habit, reads) => {
        const made = (number: number) => entry(`n${number}`, habit(number));
        let published = 2;
        let feed = having([made(1), made(0)]);
        const served = new Set<string>();
        const alerted: string[] = [];
        const readDocument = (size: number, complete: boolean) => {
          const newestFirst = Array.from({ length: Math.min(size, published) }, (_, back) =>
            made(published - 1 - back),
          );
          for (const { content } of newestFirst) served.add(content);
          const { fresh, held } = identify(feedDocument(newestFirst, { complete }), feed);
          alerted.push(...fresh.map(({ article }) => article.body));
          feed = afterReading(feed, newestFirst, { complete });
          return held;
        };
        for (const { published: more, size, complete } of reads) {
          published += more;
          // The documents of a feed overlap what it remembers: it never serves again what it had taken away long ago.
          while (readDocument(Math.max(size, more), complete));
        }
        const old = new Set([made(0).content, made(1).content]);
        expect(alerted.toSorted()).toEqual([...served].filter((content) => !old.has(content)).toSorted());
      }),
      { numRuns: 40 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { identify, MAX_NEW } from '../../../functions/domain/article/identify.ts';
import { aFeed, afterReading, bare, entry, feedDocument, having, titles } from './a-feed.ts';

const many = (count: number, prefix = 'n') =>
  Array.from({ length: count }, (_, number) => entry(`${prefix}${number}`));

describe('a new feed', () => {
  it('takes its first complete document as a silent baseline', () => {
    const first = identify(feedDocument([entry('a'), entry('b')]), aFeed({ baseline: 0 }));
    expect(first).toMatchObject({ fresh: [], baseline: 'done', held: false });
    expect(first.seen.map(({ baseline }) => baseline)).toEqual([true, true]);
  });

  it('is known well enough after three reads, if it never comes complete', () => {
    const broken = feedDocument([entry('a')], { complete: false });
    expect([0, 1, 2].map((baseline) => identify(broken, aFeed({ baseline })).baseline)).toEqual([
      1,
      2,
      'done',
    ]);
  });

  it('learns nothing from an empty document, so that what comes after it is no flood', () => {
    const feed = afterReading(aFeed({ baseline: 0 }), []);
    expect(feed.baseline).toBe(1);
    expect(titles(feed, many(30))).toEqual([]);
  });

  it('alerts its first entry ever when it stayed empty for three reads', () => {
    let feed = aFeed({ baseline: 0 });
    for (let read = 0; read < 3; read++) feed = afterReading(feed, []);
    expect(titles(feed, [entry('a')])).toEqual(['Title of a']);
  });
});

describe('the new entries of a document', () => {
  it('come the oldest first', () => {
    expect(titles(having([entry('a')]), [entry('c'), entry('b'), entry('a')])).toEqual([
      'Title of b',
      'Title of c',
    ]);
  });

  it('are ordered by date where every one has one', () => {
    const [early, late] = [entry('early', { publishedAt: 1 }), entry('late', { publishedAt: 2 })];
    expect(titles(having([entry('a')]), [early, late, entry('a')])).toEqual([
      'Title of early',
      'Title of late',
    ]);
  });

  it('are at most a hundred a run; the rest stays unseen and is found in the next', () => {
    const document = [...many(130), entry('a')];
    const known = having([entry('a')]);
    const first = identify(feedDocument(document), known);
    expect(first.fresh).toHaveLength(MAX_NEW);
    expect(first.held).toBe(true);
    const second = identify(feedDocument(document), { ...known, seen: first.seen });
    expect(second.fresh).toHaveLength(30);
    expect(second.held).toBe(false);
  });

  it('do not include one whose text changed', () => {
    const known = having([entry('a'), entry('b')]);
    expect(titles(known, [entry('a', { content: '<p>Changed.</p>' }), entry('b')])).toEqual([]);
  });

  it('include one that stands twice only once', () => {
    expect(titles(having([entry('a')]), [entry('b'), entry('b'), entry('a')])).toEqual(['Title of b']);
  });

  it('include those that have neither link nor id nor title, told apart by their text', () => {
    expect(titles(aFeed(), [bare('', { content: 'One.' }), bare('', { content: 'Two.' })])).toHaveLength(2);
  });
});

describe('the key of an article', () => {
  const keyOf = (over: Parameters<typeof entry>[1], fid: string) =>
    identify(feedDocument([entry('a', over)]), aFeed({ fid })).fresh[0]?.article.key;

  it('is the same whichever feed carries it', () => {
    const [one, other] = ['one', 'other'].map((fid) =>
      keyOf({ id: fid, url: `http://news.example/a?utm_source=${fid}` }, fid),
    );
    expect(one).toBe(other);
    expect(one).toMatch(/^[\w-]{16}$/);
  });

  it('rests on the id where the link is the front page, and keeps ids apart that only their own feed understands', () => {
    const [one, other] = ['one', 'other'].map((fid) => keyOf({ id: '7', url: 'https://news.example/' }, fid));
    expect(one).not.toBe(other);
    const [same, alike] = ['one', 'other'].map((fid) =>
      keyOf({ id: 'tag:x', url: 'https://news.example/' }, fid),
    );
    expect(same).toBe(alike);
  });
});

describe('what a feed remembers', () => {
  it('loses nothing by a document that ends early', () => {
    const all = many(400);
    const cut = afterReading(having(all), all.slice(0, 1), { complete: false });
    expect(titles(cut, all)).toEqual([]);
  });

  it('loses nothing by an empty document', () => {
    const all = many(400);
    expect(titles(afterReading(having(all), []), all)).toEqual([]);
  });

  it('includes two hundred entries beyond the document, so that one that comes back is no news', () => {
    const all = many(300);
    const next = afterReading(having(all), all.slice(0, 50));
    expect(next.seen).toHaveLength(250);
    expect(titles(next, all.slice(0, 250))).toEqual([]);
  });

  it('is never more than two thousand entries, the current document first', () => {
    const document = many(1_900, 'm');
    const feed = afterReading({ ...having(many(1_500)), baseline: 0 }, document, { complete: false });
    expect(feed.seen).toHaveLength(2_000);
    expect(titles(feed, document)).toEqual([]);
  });

  it('has the lengths that its row packs', () => {
    const { seen } = having([entry('a'), bare('b'), entry('c', { url: 'https://x.example/#1' })]);
    for (const { id, titleDate, content } of seen) {
      expect([id, titleDate, content].map((text) => Buffer.from(text, 'base64url').length)).toEqual([
        6, 4, 4,
      ]);
    }
  });

  it('keeps the version of the code that made it until a complete document was read', () => {
    const old = { ...having([entry('a'), entry('b')]), idVersion: 0, textVersion: 0 };
    const cut = afterReading(old, [entry('a')], { complete: false });
    expect(cut).toMatchObject({ idVersion: 0, textVersion: 0 });
    expect(afterReading(cut, [entry('a'), entry('b')])).toMatchObject({ idVersion: 1, textVersion: 1 });
  });
});

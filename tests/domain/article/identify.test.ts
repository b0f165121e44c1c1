import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify, MAX_NEW } from '../../../functions/domain/article/identify.ts';
import type { Entry, FeedDocument } from '../../../functions/domain/feed/entry.ts';
import type { Feed } from '../../../functions/domain/feed/feed.ts';

const HOME = 'https://news.example/';

function entry(name: string, over: Partial<Entry> = {}): Entry {
  return {
    id: `urn:${name}`,
    url: `https://news.example/${name}`,
    title: `Title of ${name}`,
    summary: '',
    content: `<p>${name}</p>`,
    captions: [],
    categories: [],
    ...over,
  };
}

function feedDocument(entries: readonly Entry[], over: Partial<FeedDocument> = {}): FeedDocument {
  return { kind: 'rss', title: 'News', homePage: HOME, entries, repairs: [], complete: true, ...over };
}

function aFeed(over: Partial<Feed> = {}): Feed {
  return {
    fid: 'feed1',
    url: 'https://news.example/feed',
    title: 'News',
    tags: [],
    gid: 'g1',
    validators: {},
    health: { kind: 'ok', since: 0 },
    ver: 1,
    baseline: 'done',
    seen: [],
    idVersion: 1,
    textVersion: 1,
    entries: 0,
    ...over,
  };
}

/** A feed that has read these entries. */
function having(entries: readonly Entry[], over: Partial<Feed> = {}): Feed {
  const { fresh: _, held: __, ...learnt } = identify(feedDocument(entries), aFeed({ baseline: 0, ...over }));
  return aFeed({ ...over, ...learnt });
}

const titles = (feed: Feed, entries: readonly Entry[], over: Partial<FeedDocument> = {}) =>
  identify(feedDocument(entries, over), feed).fresh.map(({ article }) => article.title);

describe('identifying entries', () => {
  it('takes the first complete document as a silent baseline', () => {
    const first = identify(feedDocument([entry('a'), entry('b')]), aFeed({ baseline: 0 }));
    expect(first).toMatchObject({ fresh: [], baseline: 'done' });
    expect(first.seen).toHaveLength(2);
  });

  it('ends the baseline with the third read of a feed that never comes complete', () => {
    const broken = feedDocument([entry('a')], { complete: false });
    expect([0, 1, 2].map((baseline) => identify(broken, aFeed({ baseline })).baseline)).toEqual([
      1,
      2,
      'done',
    ]);
  });

  it('finds what is new, the oldest first', () => {
    const known = having([entry('a')]);
    expect(titles(known, [entry('c'), entry('b'), entry('a')])).toEqual(['Title of b', 'Title of c']);
  });

  it('orders by date where every new entry has one', () => {
    const [early, late] = [entry('early', { publishedAt: 1 }), entry('late', { publishedAt: 2 })];
    expect(titles(having([entry('a')]), [early, late, entry('a')])).toEqual([
      'Title of early',
      'Title of late',
    ]);
  });

  it('does not alert an entry whose text changed', () => {
    const known = having([entry('a'), entry('b')]);
    expect(titles(known, [entry('a', { content: '<p>Changed.</p>' }), entry('b')])).toEqual([]);
  });

  it('gives one article one key, whichever feed carries it', () => {
    const keys = ['one', 'other'].map(
      (fid) =>
        identify(
          feedDocument([entry('a', { id: fid, url: `http://news.example/a?utm_source=${fid}` })]),
          aFeed({ fid }),
        ).fresh[0]?.article.key,
    );
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).toMatch(/^[\w-]{16}$/);
  });

  it('keeps ids apart that only their own feed understands', () => {
    const keys = ['one', 'other'].map((fid) => {
      const { url: _, ...withoutLink } = entry('7', { id: '7' });
      return identify(feedDocument([withoutLink]), aFeed({ fid })).fresh[0]?.article.key;
    });
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('does not trust a link that several entries share', () => {
    const url = 'https://news.example/live';
    const known = having([entry('a', { url })]);
    const later = [entry('c', { url }), entry('b', { url }), entry('a', { url })];
    expect(titles(known, later)).toEqual(['Title of b', 'Title of c']);
  });

  it('does not alert again what shared its link with an entry that went', () => {
    const url = 'https://news.example/live';
    const known = having([entry('b', { url }), entry('a', { url })]);
    expect(titles(known, [entry('b', { url })])).toEqual([]);
    expect(titles(having([entry('b', { url })]), [entry('b', { url }), entry('a', { url })])).toEqual([
      'Title of a',
    ]);
  });

  it('does not trust an id that several entries share', () => {
    const id = '0';
    expect(titles(having([entry('a', { id })]), [entry('b', { id }), entry('a', { id })])).toEqual([
      'Title of b',
    ]);
  });

  it('does not take a link to the front page for an article', () => {
    const at = (name: string) => entry(name, { url: HOME });
    expect(titles(having([at('a')]), [at('b')])).toEqual(['Title of b']);
  });

  it('counts an entry once that stands twice in a document', () => {
    expect(titles(having([entry('a')]), [entry('b'), entry('b'), entry('a')])).toEqual(['Title of b']);
  });

  it('tells entries apart that have neither link nor id nor title', () => {
    const bare = (content: string): Entry => ({
      title: '',
      summary: '',
      content,
      captions: [],
      categories: [],
    });
    expect(identify(feedDocument([bare('<p>One.</p>'), bare('<p>Two.</p>')]), aFeed()).fresh).toHaveLength(2);
  });

  it('stays silent when a site gives all its entries new links and ids, and alerts what is new among them', () => {
    const moved = (name: string) =>
      entry(name, { id: `urn:new:${name}`, url: `https://new.example/${name}` });
    const known = having(['a', 'b', 'c'].map((name) => entry(name)));
    expect(titles(known, ['d', 'a', 'b', 'c'].map(moved))).toEqual(['Title of d']);
  });

  it('re-learns silently what an older version of the code had named, and alerts what is new', () => {
    const known = { ...having([entry('a'), entry('b')]), idVersion: 0 };
    const renamed = { ...known, seen: known.seen.map((seen) => ({ ...seen, id: `old-${seen.id}` })) };
    expect(titles(renamed, [entry('c'), entry('a'), entry('b')])).toEqual(['Title of c']);
  });

  it('takes at most a hundred new entries, leaves the rest unseen, and finds them in the next run', () => {
    const many = Array.from({ length: 130 }, (_, number) => entry(`n${number}`));
    const known = having([entry('a')]);
    const first = identify(feedDocument([...many, entry('a')]), known);
    expect(first.fresh).toHaveLength(MAX_NEW);
    expect(first.held).toBe(true);
    const second = identify(feedDocument([...many, entry('a')]), { ...known, seen: first.seen });
    expect(second.fresh).toHaveLength(30);
    expect(second.held).toBe(false);
  });

  it('forgets nothing by a document that ends early', () => {
    const all = Array.from({ length: 400 }, (_, number) => entry(`n${number}`));
    const known = having(all);
    const cut = identify(feedDocument(all.slice(0, 1), { complete: false }), known);
    expect(cut.seen).toHaveLength(400);
    expect(titles({ ...known, seen: cut.seen }, all)).toEqual([]);
  });

  it('remembers two hundred entries beyond the document, so that one that comes back is no news', () => {
    const all = Array.from({ length: 300 }, (_, number) => entry(`n${number}`));
    const known = having(all);
    const next = identify(feedDocument(all.slice(0, 50)), known);
    expect(next.seen).toHaveLength(250);
    expect(titles({ ...known, seen: next.seen }, all.slice(0, 250))).toEqual([]);
  });

  it('finds nothing new in a document that it has read, in whatever order it comes again', () => {
    const someEntry = fc
      .record({
        id: fc.option(fc.constantFrom('1', '2', 'urn:3', 'urn:4'), { nil: undefined }),
        url: fc.option(fc.constantFrom(HOME, 'https://news.example/x', 'https://news.example/y'), {
          nil: undefined,
        }),
        title: fc.constantFrom('One', 'Two', ''),
        content: fc.constantFrom('<p>a</p>', '<p>b</p>'),
      })
      .map(
        ({ id, url, title, content }): Entry => ({
          ...(id !== undefined && { id }),
          ...(url !== undefined && { url }),
          title,
          summary: '',
          content,
          captions: [],
          categories: [],
        }),
      );
    fc.assert(
      fc.property(fc.array(someEntry, { maxLength: 12 }), fc.nat(), (entries, turn) => {
        const known = having(entries);
        const cut = entries.length === 0 ? 0 : turn % entries.length;
        expect(titles(known, [...entries.slice(cut), ...entries.slice(0, cut)])).toEqual([]);
      }),
    );
  });
});

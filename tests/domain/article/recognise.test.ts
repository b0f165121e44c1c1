import { describe, expect, it } from 'vitest';
import { aFeed, afterReading, bare, entry, HOME, having, titles } from './a-feed.ts';

const DAY = 86_400_000;
const page = 'https://news.example/live';

describe('a publisher who repeats a link', () => {
  it('alerts each entry of one document under it', () => {
    const known = having([entry('a', { url: page })]);
    const later = ['c', 'b', 'a'].map((name) => entry(name, { url: page }));
    expect(titles(known, later)).toEqual(['Title of b', 'Title of c']);
  });

  it('alerts nothing again of what shared its link with an entry that went', () => {
    const both = ['b', 'a'].map((name) => entry(name, { url: page }));
    expect(titles(having(both), both.slice(0, 1))).toEqual([]);
    expect(titles(having(both.slice(0, 1)), both)).toEqual(['Title of a']);
  });

  it('alerts one entry after the other on a page that never changes its link', () => {
    let feed = having([entry('n0', { url: page })]);
    for (let number = 1; number < 230; number++) {
      const only = [entry(`n${number}`, { url: page })];
      expect(titles(feed, only)).toEqual([`Title of n${number}`]);
      feed = afterReading(feed, only);
      expect(titles(feed, only)).toEqual([]);
    }
  });

  it('gives each entry of such a page a key of its own', () => {
    const feed = afterReading(having([entry('n0', { url: page })]), [entry('n1', { url: page })]);
    const keys = ['n1', 'n2'].map((name) => afterReading(feed, [entry(name, { url: page })]).seen[0]?.id);
    expect(new Set(keys).size).toBe(2);
  });

  it('is known for it later, when one entry at a time stands there without an id', () => {
    const at = (title: string) => bare(title, { url: page });
    let feed = having([at('One'), at('Two')]);
    for (const title of ['Three', 'Four']) {
      expect(titles(feed, [at(title)])).toEqual([title]);
      feed = afterReading(feed, [at(title)]);
    }
  });

  it('alerts each entry that differs in the fragment of its link', () => {
    const at = (number: number) => entry(`n${number}`, { url: `${page}#${number}`, id: `${page}#${number}` });
    expect(titles(having([at(1), at(2)]), [at(3), at(2)])).toEqual(['Title of n3']);
  });

  it('alerts each entry that links to the front page', () => {
    const at = (name: string) => entry(name, { url: HOME });
    expect(titles(having([at('a')]), [at('b')])).toEqual(['Title of b']);
  });
});

describe('a publisher who changes ids', () => {
  it('alerts nothing again where the link stays', () => {
    const revised = (revision: number) => entry('a', { id: `a-${revision}`, content: `<p>${revision}</p>` });
    expect(titles(having([revised(1), entry('b')]), [revised(2), entry('b')])).toEqual([]);
  });

  it('alerts no new headline under a revision that is counted in the fragment of the id', () => {
    const revised = (revision: number) =>
      entry('a', { id: `https://news.example/a#${revision}`, title: `Headline ${revision}` });
    expect(titles(having([revised(0), entry('b')]), [revised(1), entry('b')])).toEqual([]);
  });

  it('alerts nothing again when ids are drawn anew for every request', () => {
    const drawn = (round: number, url: string) =>
      ['a', 'b', 'c'].map((name) => entry(name, { id: `${name}${round}`, url, publishedAt: DAY }));
    let feed = having(drawn(0, HOME));
    for (let round = 1; round < 5; round++) {
      expect(titles(feed, drawn(round, HOME))).toEqual([]);
      feed = afterReading(feed, drawn(round, HOME));
    }
  });

  it('alerts both of two entries that share an id', () => {
    const id = '0';
    expect(titles(having([entry('a', { id })]), [entry('b', { id }), entry('a', { id })])).toEqual([
      'Title of b',
    ]);
  });
});

describe('a publisher who changes links', () => {
  const moved = (name: string, over = {}) =>
    entry(name, { id: `urn:new:${name}`, url: `https://new.example/${name}`, ...over });

  it('stays silent about one article that moved with its headline, date and text', () => {
    const at = { publishedAt: DAY };
    const known = having(['a', 'b', 'c'].map((name) => entry(name, at)));
    expect(titles(known, [moved('a', at), entry('b', at), entry('c', at)])).toEqual([]);
  });

  it('stays silent about one article that moved under its id with a changed text', () => {
    const at = { publishedAt: DAY };
    const known = having(['a', 'b', 'c'].map((name) => entry(name, at)));
    const there = moved('a', { ...at, id: 'urn:a', content: '<p>Changed.</p>' });
    expect(titles(known, [there, entry('b', at), entry('c', at)])).toEqual([]);
  });

  it('stays silent about a whole site that moved, and alerts what is new among it', () => {
    const known = having(['a', 'b', 'c'].map((name) => entry(name)));
    expect(
      titles(
        known,
        ['d', 'a', 'b', 'c'].map((name) => moved(name)),
      ),
    ).toEqual(['Title of d']);
  });

  it('stays silent about a whole site that moved and changed its texts, where there are dates', () => {
    const at = { publishedAt: DAY };
    const known = having(['a', 'b', 'c'].map((name) => entry(name, at)));
    const there = ['a', 'b', 'c'].map((name) => moved(name, { ...at, content: '<p>Changed.</p>' }));
    expect(titles(known, there)).toEqual([]);
  });

  it('loses no articles whose headlines are always the same', () => {
    const daily = (number: number) => entry(`n${number}`, { title: 'Daily briefing' });
    expect(titles(having([daily(1)]), [daily(2)])).toHaveLength(1);
    const opinion = (number: number) => entry(`n${number}`, { title: 'Opinion', publishedAt: DAY });
    expect(titles(having([opinion(1), opinion(2)]), [opinion(3), opinion(4)])).toHaveLength(2);
  });
});

describe('a new version of the code', () => {
  it('re-learns silently what an older one had named, and alerts what is new', () => {
    const known = having([entry('a'), entry('b')]);
    const renamed = {
      ...known,
      idVersion: 0,
      seen: known.seen.map((seen) => ({ ...seen, id: Buffer.from(seen.id).toString('base64url', 0, 6) })),
    };
    const next = [entry('c'), entry('a'), entry('b')];
    expect(titles(renamed, next)).toEqual(['Title of c']);
    expect(titles(afterReading(renamed, next), [entry('d'), ...next])).toEqual(['Title of d']);
  });

  it('re-learns texts that it reads in another way', () => {
    const known = { ...having([entry('a')]), idVersion: 0, textVersion: 0 };
    const renamed = {
      ...known,
      seen: known.seen.map((seen) => ({ ...seen, id: 'AAAAAAAA', content: 'AAAAAA' })),
    };
    expect(titles(renamed, [entry('a')])).toEqual([]);
  });

  it('finds everything new for a feed that remembers nothing', () => {
    expect(titles(aFeed({ idVersion: 0 }), [entry('a')])).toEqual(['Title of a']);
  });
});

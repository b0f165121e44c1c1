import { describe, expect, it } from 'vitest';
import { readFixture } from './read-feed.ts';

const at = (iso: string) => Date.parse(iso);

describe('RSS 2.0', () => {
  it('reads the feed, and not its image', async () => {
    expect(await readFixture('rss-2.0.xml')).toMatchObject({
      kind: 'rss',
      title: 'Northern Post & Gazette',
      homePage: 'https://northern.example/',
      language: 'en-GB',
      complete: true,
      repairs: [],
    });
  });

  it('reads an entry with all its fields', async () => {
    const [entry] = (await readFixture('rss-2.0.xml')).entries;
    expect(entry).toMatchObject({
      id: 'northern-4711',
      url: 'https://northern.example/ice-road?a=1&b=2',
      title: 'Ice road to Tuvik opens & stays open',
      author: 'Aila Sarre, Jon Berg',
      publishedAt: at('2021-05-19T18:15:00Z'),
      summary: '<p>The road is 40\u00a0km long.</p>',
      categories: ['Transport', 'Ice & snow'],
      captions: ['Lorry', 'A lorry crosses the ice near the embassy.'],
      language: 'en-GB',
    });
  });

  it('keeps the text of the content and drops scripts, handlers and forms with all they hold', async () => {
    const content = (await readFixture('rss-2.0.xml')).entries[0]?.content ?? '';
    expect(content).toContain(
      'Drivers <a href="https://feeds.example/rules" rel="noopener noreferrer nofollow">must register</a>.',
    );
    expect(content).toContain(
      '<figure><img src="https://feeds.example/news/img/road.jpg" alt="A lorry on ice"><figcaption>The first lorry</figcaption></figure>',
    );
    expect(content).not.toMatch(/steal|sanctions|<form|<input/);
  });

  it('takes a guid for the address, and leaves an unreadable date out', async () => {
    const entry = (await readFixture('rss-2.0.xml')).entries[1];
    expect(entry).toMatchObject({ url: 'https://northern.example/harbour', summary: 'Ships wait outside.' });
    expect(entry).not.toHaveProperty('publishedAt');
  });
});

describe('RSS 0.91', () => {
  it('reads entities that nothing declares, and windows-1252 by number', async () => {
    const { entries, language } = await readFixture('rss-0.91.xml');
    expect(language).toBe('de');
    expect(entries).toMatchObject([
      {
        title: 'Fünf Schiffe – ein Hafen',
        url: 'https://feeds.example/schiffe.html',
        summary: 'Im Hafen liegen fünf Schiffe.',
      },
    ]);
  });
});

describe('RSS 1.0', () => {
  it('reads items beside the channel, with their rdf:about as id', async () => {
    const { kind, title, homePage, entries } = await readFixture('rss-1.0.xml');
    expect({ kind, title, homePage }).toEqual({
      kind: 'rdf',
      title: 'Semantic Gazette',
      homePage: 'https://rdf.example/',
    });
    expect(entries).toMatchObject([
      {
        id: 'https://rdf.example/1',
        url: 'https://rdf.example/1.html',
        author: 'Ole',
        publishedAt: at('2021-05-19T18:15:00Z'),
        categories: ['Graphs'],
        language: 'nb',
      },
    ]);
  });
});

describe('Atom 1.0', () => {
  it('reads the feed', async () => {
    expect(await readFixture('atom-1.0.xml')).toMatchObject({
      kind: 'atom',
      title: 'Council <Watch>',
      homePage: 'https://atom.example/news/',
      complete: true,
    });
  });

  it('reads an entry by what its text constructs say of themselves, and nothing of its source', async () => {
    const [entry] = (await readFixture('atom-1.0.xml')).entries;
    expect(entry).toMatchObject({
      id: 'urn:example:council:1',
      url: 'https://atom.example/news/2021/talks.html',
      title: 'Talks begin in a <b> flat',
      author: 'Maren Lie, Per Dahl',
      publishedAt: at('2021-05-19T18:15:00Z'),
      updatedAt: at('2021-05-19T17:00:00Z'),
      categories: ['diplomacy', 'Energy'],
      summary: 'AT&amp;T is not &lt;here&gt;',
      language: 'fi',
    });
    expect(entry?.content).toBe(
      '<div><p>Ministers <a href="https://atom.example/news/2021/agenda" rel="noopener noreferrer nofollow">met</a>.<br>Twice.</p></div>',
    );
  });

  it('takes an id that is an address for the link, and no entry inside an entry', async () => {
    const { entries } = await readFixture('atom-1.0.xml');
    expect(entries).toHaveLength(2);
    expect(entries[1]).toMatchObject({ title: 'Only an id', url: 'https://atom.example/only-an-id' });
    expect(entries[1]).not.toHaveProperty('updatedAt');
  });
});

describe('Atom 0.3', () => {
  it('reads escaped markup by its mode', async () => {
    expect(await readFixture('atom-0.3.xml')).toMatchObject({
      kind: 'atom',
      title: 'Early & Atomic',
      entries: [
        {
          id: 'tag:early.example,2004:1',
          url: 'http://early.example/1',
          publishedAt: at('2004-01-02T03:04:05Z'),
          updatedAt: at('2004-01-03T03:04:05Z'),
          content: '<p>Hello</p>',
        },
      ],
    });
  });
});

describe('JSON Feed', () => {
  it('reads items, leaves wrong types out and says which were no items', async () => {
    expect(await readFixture('feed-1.1.json')).toMatchObject({
      kind: 'json',
      title: 'Json Gazette',
      homePage: 'https://json.example/',
      language: 'sv',
      repairs: ['Items that are no objects were left out.'],
      entries: [
        {
          id: '17',
          url: 'https://feeds.example/17',
          title: 'Sju skepp & en hamn',
          author: 'Ebba, Nils',
          publishedAt: at('2021-05-19T18:15:00Z'),
          summary: 'a &lt; b',
          content: '<p>Skepp <a>ligger</a></p>',
          categories: ['hamn'],
          language: 'sv',
        },
        { id: '18', url: 'https://elsewhere.example/18', author: 'Old Style', content: '1 &lt; 2' },
      ],
    });
  });

  it('reads no date where there is a number', async () => {
    const { entries } = await readFixture('feed-1.1.json');
    expect(entries[0]).not.toHaveProperty('updatedAt');
  });
});

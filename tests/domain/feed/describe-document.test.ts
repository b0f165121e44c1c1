import { describe, expect, it } from 'vitest';
import { describeDocument } from '../../../functions/domain/feed/describe-document.ts';
import type { FeedDocument } from '../../../functions/domain/feed/entry.ts';

const bare = { title: 'Ice report', summary: '', content: '', captions: [], categories: [] };
const document = (entries: FeedDocument['entries']): FeedDocument => ({
  kind: 'rss',
  title: 'Northern Post',
  entries,
  repairs: ['The document ends early.'],
  complete: false,
});

describe('describeDocument', () => {
  it('writes dates in ISO 8601 and UTC', () => {
    const at = Date.UTC(2021, 4, 19, 20, 15);
    const [entry] = describeDocument(document([{ ...bare, publishedAt: at, updatedAt: at + 1 }])).entries;
    expect(entry).toMatchObject({
      publishedAt: '2021-05-19T20:15:00.000Z',
      updatedAt: '2021-05-19T20:15:00.001Z',
    });
  });

  it('says null for what the document does not say', () => {
    const { feed, entries } = describeDocument(document([bare]));
    expect(feed).toMatchObject({ homePage: null, language: null });
    expect(entries[0]).toMatchObject({
      id: null,
      url: null,
      author: null,
      publishedAt: null,
      language: null,
    });
  });

  it('says what was repaired and whether the document is whole', () => {
    const description = describeDocument(document([]));
    expect(description.repairs).toEqual(['The document ends early.']);
    expect(description.feed.complete).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { readFeedUrl } from '../../../functions/domain/feed/feed-url.ts';

const url = (typed: string) => {
  const result = readFeedUrl(typed);
  return result.kind === 'url' ? result.feedUrl.url : result;
};

describe('an address that can be a feed', () => {
  it.each([
    ['https://example.org/feed.xml', 'https://example.org/feed.xml'],
    ['  HTTPS://Example.ORG/Feed ', 'https://example.org/Feed'],
    ['https://example.org', 'https://example.org/'],
    ['https://example.org:443/a?b=c#d', 'https://example.org/a?b=c'],
    ['http://127.0.0.1:8080/demo/feed.xml', 'http://127.0.0.1:8080/demo/feed.xml'],
    ['https://bücher.example/feed', 'https://xn--bcher-kva.example/feed'],
  ])('%s is written %s', (typed, normalized) => {
    expect(url(typed)).toBe(normalized);
  });

  it('has one id however it is typed', () => {
    expect(readFeedUrl('https://example.org:443/feed#top')).toEqual(readFeedUrl('HTTPS://EXAMPLE.org/feed'));
  });

  it('has a host that tells ports apart', () => {
    const result = readFeedUrl('http://127.0.0.1:8001/');
    expect(result.kind === 'url' && result.feedUrl.host).toBe('127.0.0.1:8001');
  });
});

describe('an address that cannot', () => {
  it.each([
    ['example.org/feed', 'https://example.org/feed'],
    ['example.org:8080/feed', 'https://example.org:8080/feed'],
    ['//example.org/feed', 'https://example.org/feed'],
    ['feed://example.org/rss', 'https://example.org/rss'],
    ['feed:https://example.org/rss', 'https://example.org/rss'],
    ['https://me:secret@example.org/rss', 'https://example.org/rss'],
  ])('%s is refused with what was likely meant', (typed, suggestion) => {
    expect(url(typed)).toMatchObject({ kind: 'invalid', suggestion });
  });

  it.each(['', '   ', 'https://', 'ftp://example.org/feed', 'file:///etc/passwd', 'javascript:alert(1)'])(
    '%j is refused',
    (typed) => {
      expect(url(typed)).toMatchObject({ kind: 'invalid' });
    },
  );

  it('is refused when it is longer than servers take', () => {
    expect(url(`https://example.org/${'a'.repeat(2_048)}`)).toMatchObject({ kind: 'invalid' });
  });
});

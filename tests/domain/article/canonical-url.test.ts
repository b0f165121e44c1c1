import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../../functions/domain/article/canonical-url.ts';

const ARTICLE = 'news.example/2026/arctic';

describe('the canonical form of an address', () => {
  it.each([
    'https://news.example/2026/arctic',
    'http://news.example/2026/arctic',
    'https://NEWS.example:443/2026/arctic#comments',
    'https://news.example/2026/arctic?utm_source=rss&utm_medium=feed',
    'https://news.example/2026/arctic?fbclid=1&at_campaign=rss&ref=rss',
    'https://amp.news.example/2026/arctic',
    'https://news.example/2026/arctic/amp',
    'https://news.example/amp/2026/arctic',
    'https://news.example/2026/arctic?source=rss----d12c403d4976--food&emc=rss&partner=rssnyt&mod=rss_markets_main',
    'https://news.example/2026/arctic?wt_mc=rss.red.ho&wt.mc_id=1&ref=FexRss&_ga=1.2',
    'https://www.google.com/url?rct=j&sa=t&url=https://news.example/2026/arctic&ct=ga&usg=AFQ',
    'https://www.google.co.uk/url?q=http%3A%2F%2Fnews.example%2F2026%2Farctic%3Futm_source%3Dalerts',
    'https://www.google.com/amp/s/news.example/2026/arctic',
    'https://news-example.cdn.ampproject.org/c/s/news.example/2026/arctic?amp=1',
  ])('of %s is that of the article', (address) => {
    expect(canonicalUrl(address)).toBe(ARTICLE);
  });

  it.each([
    [
      'an article that a parameter names',
      'https://news.example/story?id=7',
      'https://news.example/story?id=8',
    ],
    [
      'a source that is no feed',
      'https://news.example/a?source=reuters',
      'https://news.example/a?source=tass',
    ],
    ['another site', 'https://google.news.example/url?q=https://a.example/', 'https://a.example/'],
    ['another path', 'https://news.example/2026/arctic', 'https://news.example/2026/arctic-2'],
    ['another port', 'http://127.0.0.1:8001/a', 'http://127.0.0.1:8002/a'],
  ])('keeps %s apart', (_, one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
  });

  it('does not depend on the order of parameters', () => {
    expect(canonicalUrl('https://news.example/a?y=2&x=1')).toBe(
      canonicalUrl('https://news.example/a?x=1&y=2'),
    );
  });

  it('does not read a wrapper that leads nowhere', () => {
    expect(canonicalUrl('https://www.google.com/url?q=nowhere')).toBe('www.google.com/url?q=nowhere');
  });

  it('is its own canonical form', () => {
    const someAddress = fc
      .record({
        host: fc.constantFrom('news.example', 'amp.news.example:8080', 'news.example:443'),
        path: fc.constantFrom('', 'a', 'amp/a', 'a/amp', 'amp/a.amp', 'a.amp.html', 'a/amp/', 'a//b/'),
        query: fc.array(fc.constantFrom('utm_id=1', 'b=%20', 'a=+', 'a', 'ref=rss', 'ref=x'), {
          maxLength: 4,
        }),
      })
      .map(({ host, path, query }) => `https://${host}/${path}?${query.join('&')}#top`);
    fc.assert(
      fc.property(someAddress, (address) => {
        const once = canonicalUrl(address) ?? '';
        expect(canonicalUrl(`https://${once}`)).toBe(once);
      }),
    );
  });

  it.each(['mailto:desk@news.example', 'javascript:alert(1)', 'not an address', ''])(
    'of %j is none',
    (text) => {
      expect(canonicalUrl(text)).toBeUndefined();
    },
  );
});

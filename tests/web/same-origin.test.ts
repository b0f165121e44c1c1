import { expect, it } from 'vitest';
import { isFromOtherSite } from '../../functions/web/same-origin.ts';

it.each([
  ['a program that says nothing', {}, false],
  ['our own page', { origin: 'https://watch.example' }, false],
  ['our own page, which tells no referrer, in an old browser', { origin: 'null' }, false],
  ['our own page in a browser that says so', { origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
  ['a person who typed', { 'sec-fetch-site': 'none' }, false],
  ['another site', { origin: 'https://evil.example' }, true],
  ['another site in a browser that says so', { origin: 'null', 'sec-fetch-site': 'cross-site' }, true],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, true],
  ['what is no origin', { origin: 'evil' }, true],
])('a form from %s', (_, headers, isOther) => {
  expect(isFromOtherSite(new Request('https://watch.example/subscribe', { method: 'POST', headers }))).toBe(
    isOther,
  );
});

it('goes by the name that the browser asked for, not by the one behind a proxy', () => {
  const headers = { host: 'watch.example', origin: 'https://watch.example' };
  expect(isFromOtherSite(new Request('http://10.0.0.7:3000/subscribe', { method: 'POST', headers }))).toBe(
    false,
  );
});

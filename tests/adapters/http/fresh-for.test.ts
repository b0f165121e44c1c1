import { describe, expect, it } from 'vitest';
import { freshForMs } from '../../../functions/adapters/http/fresh-for.ts';

describe('how long an answer stays fresh', () => {
  it.each([
    [{ 'cache-control': 'max-age=300' }, 300_000],
    [{ 'cache-control': 'public, s-maxage=5, Max-Age="60", must-revalidate' }, 60_000],
    [{ 'cache-control': 'max-age=300', age: '100' }, 200_000],
    [{ 'cache-control': 'max-age=300', age: '400' }, 0],
    [{ 'cache-control': 'max-age=300', age: 'old' }, 300_000],
  ])('is read of %j: %d ms', (headers, expected) => {
    expect(freshForMs(headers)).toBe(expected);
  });

  it.each([
    {},
    { 'cache-control': 'no-cache, max-age=300' },
    { 'cache-control': 'max-age=soon' },
    { 'cache-control': '' },
  ])('is not said by %j', (headers) => {
    expect(freshForMs(headers)).toBeUndefined();
  });
});

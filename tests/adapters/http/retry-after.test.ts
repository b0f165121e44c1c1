import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../functions/adapters/http/retry-after.ts';

const NOW = Date.parse('2026-05-20T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Wed, 20 May 2026 12:01:00 GMT', 60_000],
    ['Wed, 20 May 2026 11:00:00 GMT', 0],
  ])('%j waits %d ms', (value, expected) => {
    expect(retryAfterMs(value, NOW)).toBe(expected);
  });

  it.each([undefined, '', 'soon', '-5', '1e3', '2026-05-20'])('%j says nothing', (value) => {
    expect(retryAfterMs(value, NOW)).toBeUndefined();
  });
});

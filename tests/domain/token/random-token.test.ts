import { describe, expect, it } from 'vitest';
import { isToken, TOKEN_BYTES, tokenFrom, tokenHash } from '../../../functions/domain/token/random-token.ts';
import { seededRandom } from '../../support/seeded-random.ts';

describe('drawn tokens', () => {
  const token = tokenFrom(seededRandom().bytes(TOKEN_BYTES));

  it('look like one of ours', () => {
    expect(isToken(token)).toBe(true);
  });

  it.each(['', 'abc', `${token}A`, `${token.slice(1)}=`, `${token.slice(1)}/`])('"%s" does not', (text) => {
    expect(isToken(text)).toBe(false);
  });

  it('are stored as a hash that does not hold them', () => {
    expect(tokenHash(token)).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(tokenHash(token)).not.toBe(token);
  });
});

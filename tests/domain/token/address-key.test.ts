import { describe, expect, it } from 'vitest';
import { addressKey, counterKey, subscriberId } from '../../../functions/domain/token/address-key.ts';
import { testKeyring } from '../../support/keyring.ts';

describe('keys of an address', () => {
  it('do not depend on case', () => {
    expect(addressKey(testKeyring, 'Reader@Example.com')).toBe(addressKey(testKeyring, 'reader@example.com'));
    expect(subscriberId(testKeyring, 'Reader@Example.com')).toBe(
      subscriberId(testKeyring, 'reader@example.com'),
    );
  });

  it('differ from address to address, plus-addresses included', () => {
    expect(addressKey(testKeyring, 'a+news@example.com')).not.toBe(addressKey(testKeyring, 'a@example.com'));
  });

  it('cannot be computed without the deployment’s key', () => {
    const other = { ...testKeyring, addressHash: new Uint8Array(32).fill(8) };
    expect(addressKey(other, 'a@example.com')).not.toBe(addressKey(testKeyring, 'a@example.com'));
  });

  it('fit a database key, a URL and a message tag', () => {
    expect(addressKey(testKeyring, 'a@example.com')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(subscriberId(testKeyring, 'a@example.com')).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(counterKey(testKeyring, 'confirm', 'a@example.com')).toMatch(/^confirm-[A-Za-z0-9_-]{16}$/);
  });

  it('are not the same for different uses', () => {
    const key = addressKey(testKeyring, 'a@example.com');
    expect(key.startsWith(subscriberId(testKeyring, 'a@example.com'))).toBe(false);
    expect(counterKey(testKeyring, 'manage', 'a@example.com')).not.toBe(
      counterKey(testKeyring, 'confirm', 'a@example.com').replace('confirm', 'manage'),
    );
  });
});

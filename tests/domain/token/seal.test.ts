import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONCE_BYTES, openAddress, sealAddress } from '../../../functions/domain/token/seal.ts';
import { testKeyring } from '../../support/keyring.ts';

const nonce = new Uint8Array(NONCE_BYTES).fill(7);

describe('sealed addresses', () => {
  it('open to the address that was sealed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        (address, bytes) => {
          expect(openAddress(testKeyring, sealAddress(testKeyring, bytes, address))).toBe(address);
        },
      ),
    );
  });

  it('do not show the address', () => {
    const sealed = sealAddress(testKeyring, nonce, 'reader@example.com');
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('reader');
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('refuse to open after any bit was changed', () => {
    const bytes = Buffer.from(sealAddress(testKeyring, nonce, 'a@b.example'), 'base64url');
    for (let at = 0; at < bytes.length * 8; at++) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
      expect(() => openAddress(testKeyring, altered.toString('base64url'))).toThrow();
    }
  });

  it('open under the key before the one in use, and no longer once it has left the ring', () => {
    const sealed = sealAddress(testKeyring, nonce, 'a@b.example');
    const next = { id: 5, secret: new Uint8Array(32).fill(5) };
    const rotated = { ...testKeyring, addresses: [next, ...testKeyring.addresses] };
    expect(openAddress(rotated, sealed)).toBe('a@b.example');
    expect(() => openAddress({ ...testKeyring, addresses: [next] }, sealed)).toThrow(/no key 4/);
  });

  it('throw for an empty text', () => {
    expect(() => openAddress(testKeyring, '')).toThrow(/no key/);
  });
});

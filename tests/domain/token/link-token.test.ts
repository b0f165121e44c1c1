import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mintDigest,
  mintUnsubscribe,
  readDigest,
  readUnsubscribe,
} from '../../../functions/domain/token/link-token.ts';
import { testKeyring } from '../../support/keyring.ts';

const SID = 'abcdefghij012345';
const DIGEST = '1779278400000-17';
const sids = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1, maxLength: 22 });

describe('unsubscribe links', () => {
  it('name their subscriber', () => {
    fc.assert(
      fc.property(sids, (sid) => {
        expect(readUnsubscribe(testKeyring, mintUnsubscribe(testKeyring, sid))).toBe(sid);
      }),
    );
  });

  it('are short and need no escaping in a URL', () => {
    expect(mintUnsubscribe(testKeyring, SID)).toMatch(/^[A-Za-z0-9_-]{46}$/);
  });

  it('are the same each time, so that an old mail and a new one hold one link', () => {
    expect(mintUnsubscribe(testKeyring, SID)).toBe(mintUnsubscribe(testKeyring, SID));
  });
});

describe('digest links', () => {
  it('name subscriber and digest', () => {
    fc.assert(
      fc.property(sids, fc.nat(9_999_999_999_999), fc.nat(4_000_000_000), (sid, due, ver) => {
        const digest = `${String(due).padStart(13, '0')}-${ver}`;
        expect(readDigest(testKeyring, mintDigest(testKeyring, sid, digest))).toEqual({ sid, digest });
      }),
    );
  });

  it('are not made for what is no digest id', () => {
    expect(() => mintDigest(testKeyring, SID, 'latest')).toThrow(RangeError);
  });
});

describe('any link', () => {
  const links = [mintUnsubscribe(testKeyring, SID), mintDigest(testKeyring, SID, DIGEST)];
  const readsAs = (token: string) => readUnsubscribe(testKeyring, token) ?? readDigest(testKeyring, token);

  it('does not read as one of another purpose', () => {
    expect(readDigest(testKeyring, mintUnsubscribe(testKeyring, SID))).toBeUndefined();
    expect(readUnsubscribe(testKeyring, mintDigest(testKeyring, SID, DIGEST))).toBeUndefined();
  });

  it('reads as nothing once any bit is changed', () => {
    for (const link of links) {
      const bytes = Buffer.from(link, 'base64url');
      for (let at = 0; at < bytes.length * 8; at++) {
        const altered = Buffer.from(bytes);
        altered.writeUInt8(altered.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
        expect(readsAs(altered.toString('base64url'))).toBeUndefined();
      }
    }
  });

  it('reads as nothing when cut, lengthened or spelled otherwise', () => {
    for (const link of links) {
      for (let length = 0; length < link.length; length++)
        expect(readsAs(link.slice(0, length))).toBeUndefined();
      for (const odd of [`${link}A`, `${link}=`, ` ${link}`, `${link}\n`, link.replace(/.$/, '*')]) {
        expect(readsAs(odd)).toBeUndefined();
      }
    }
  });

  it('is never made out of any text', () => {
    fc.assert(
      fc.property(
        fc.base64String(),
        fc.string(),
        (a, b) => readsAs(a) === undefined && readsAs(b) === undefined,
      ),
    );
  });

  it('lives on in the ring of two after its key was replaced, and ends when that has left', () => {
    const next = { id: 3, secret: new Uint8Array(32).fill(3) };
    const rotated = { ...testKeyring, tokens: [next, ...testKeyring.tokens] };
    const [unsubscribe = '', digest = ''] = links;
    expect(readUnsubscribe(rotated, unsubscribe)).toBe(SID);
    expect(readDigest(rotated, digest)).toEqual({ sid: SID, digest: DIGEST });
    expect(readUnsubscribe({ ...testKeyring, tokens: [next] }, unsubscribe)).toBeUndefined();
  });

  it('is worthless under another secret of the same id', () => {
    const forger = { ...testKeyring, tokens: [{ id: 2, secret: new Uint8Array(32).fill(1) }] };
    expect(readUnsubscribe(testKeyring, mintUnsubscribe(forger, SID))).toBeUndefined();
  });
});

/** What is packed comes out as it went in, and what cannot be packed is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSeen, unpackSeen } from '../../../functions/adapters/dynamodb/feed-row.ts';
import {
  packCounters,
  packTimes,
  unpackCounters,
  unpackTimes,
} from '../../../functions/adapters/dynamodb/group-row.ts';
import type { GroupCounters } from '../../../functions/domain/feed/group.ts';

const bytes = (length: number) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((hash) => Buffer.from(hash).toString('base64url'));
const entry = fc.record({ id: bytes(6), titleDate: bytes(4), content: bytes(4), baseline: fc.boolean() });
const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
const feedTimes = fc.record(
  { next: time, lastSuccess: time, failingSince: time, failures: fc.nat(1_000) },
  { requiredKeys: ['next', 'failures'] },
);
const hours = fc.array(fc.record({ hour: fc.nat(), articles: fc.nat() }));
const days = fc.array(fc.record({ day: fc.nat(), articles: fc.nat() }));

describe('seen entries', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (seen) => {
        const packed = packSeen(seen);
        expect(unpackSeen(packed.seen, packed.seenBaseline)).toEqual(seen);
        expect(packed.seen.length).toBe(seen.length * 14);
      }),
    );
  });

  it.each(['', 'AAAA', 'AAAAAAAAAAAA'])('an id "%s" of another length is refused', (id) => {
    const broken = { id, titleDate: 'AAAAAA', content: 'AAAAAA', baseline: false };
    expect(() => packSeen([broken])).toThrow(/expected 6 bytes/);
  });
});

describe('times of a group', () => {
  it('come out as they went in, for its members', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), feedTimes, { noNullPrototype: true }),
        (times) => {
          expect(unpackTimes(packTimes(times), Object.keys(times))).toEqual(times);
          expect(unpackTimes(packTimes(times), [])).toEqual({});
        },
      ),
    );
  });
});

describe('counters of a group', () => {
  it('come out as they went in', () => {
    const counters: fc.Arbitrary<GroupCounters> = fc.record({
      articles: fc.nat(),
      matches: fc.nat(),
      hours,
      days,
    });
    fc.assert(
      fc.property(counters, (given) => {
        expect(unpackCounters(packCounters(given))).toEqual(given);
      }),
    );
  });
});

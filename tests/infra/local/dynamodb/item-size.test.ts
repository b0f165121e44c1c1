import { expect, it } from 'vitest';
import { itemSize } from '../../../../infra/local/dynamodb/item-size.ts';
import type { WireValue } from '../../../../infra/local/dynamodb/wire.ts';

/** The attribute is named `é`: two bytes of each size below are its name's. */
it.each<[WireValue, number]>([
  [{ S: '' }, 0],
  [{ S: 'Рейкьявик' }, 18],
  [{ B: 'AAECAw==' }, 4],
  [{ BOOL: true }, 1],
  [{ NULL: true }, 1],
  [{ N: '0' }, 1],
  [{ N: '7' }, 2],
  [{ N: '100' }, 2],
  [{ N: '0.001' }, 2],
  [{ N: '-12.5' }, 4],
  [{ N: '1764000000123' }, 8],
  [{ SS: ['a', 'bé'] }, 4],
  [{ BS: ['AA==', 'AAE='] }, 3],
  [{ L: [{ S: 'abc' }, { BOOL: false }] }, 3 + 2 + 3 + 1],
  [{ M: { ab: { S: 'c' } } }, 3 + 1 + 2 + 1],
])('counts the bytes of %j as AWS does: %i', (value, bytes) => {
  expect(itemSize({ é: value })).toBe(2 + bytes);
});

/**
 * The size of an item as DynamoDB bills and limits it: UTF-8 bytes of names and values.
 * (The engine counts UTF-16 units, which is too little for most of the world's news.)
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
import type { WireItem, WireValue } from './wire.ts';

/** Bytes of overhead of a list or map, and of each of its members. */
const COLLECTION_BYTES = 3;
const MEMBER_BYTES = 1;

/** The bytes of an item: its attribute names and their values. */
export function itemSize(item: WireItem): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + valueSize(value);
  return bytes;
}

function valueSize(value: WireValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.SS) return sum(value.SS, (text) => Buffer.byteLength(text));
  if (value.NS) return sum(value.NS, numberSize);
  if (value.BS) return sum(value.BS, (binary) => Buffer.byteLength(binary, 'base64'));
  if (value.L) return COLLECTION_BYTES + sum(value.L, (member) => MEMBER_BYTES + valueSize(member));
  if (value.M) {
    return COLLECTION_BYTES + MEMBER_BYTES * Object.keys(value.M).length + itemSize(value.M);
  }
  return 1; // true, false or null
}

/** One byte for every two significant digits, one more, and one for a minus: "approximately", says AWS. */
function numberSize(number: string): number {
  const digits = number
    .replace(/e.*$/i, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

function sum<Member>(members: readonly Member[], size: (member: Member) => number): number {
  let bytes = 0;
  for (const member of members) bytes += size(member);
  return bytes;
}

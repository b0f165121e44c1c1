/**
 * Plain values to DynamoDB attribute values and back. Sets go in as `Set`, of texts or of bytes, and come out so;
 * absent (`undefined`) members are left out, as JSON does.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, unknown>>;

/** @throws TypeError on what DynamoDB cannot hold: null, functions, numbers that are not finite. */
export function encode(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value instanceof Uint8Array) return { B: value };
  if (value instanceof Set) return encodeSet([...value]);
  if (Array.isArray(value)) return { L: value.map(encode) };
  if (typeof value === 'object' && value !== null) return { M: encodeItem(value as Item) };
  throw new TypeError(`DynamoDB cannot hold ${String(value)} (${typeof value})`);
}

export function encodeItem(item: Item): Record<string, AttributeValue> {
  const present = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, encode(value)]));
}

export function decode(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.B !== undefined) return value.B;
  if (value.SS !== undefined) return new Set(value.SS);
  if (value.BS !== undefined) return new Set(value.BS);
  if (value.L !== undefined) return value.L.map(decode);
  if (value.M !== undefined) return decodeItem(value.M);
  throw new TypeError(`an attribute of unknown type: ${Object.keys(value).join()}`);
}

export function decodeItem(item: Readonly<Record<string, AttributeValue>>): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, decode(value)]));
}

function encodeSet(members: readonly unknown[]): AttributeValue {
  const texts = members.filter((member) => typeof member === 'string');
  if (texts.length === members.length && texts.length > 0) return { SS: texts };
  const bytes = members.filter((member) => member instanceof Uint8Array);
  if (bytes.length === members.length && bytes.length > 0) return { BS: bytes };
  throw new TypeError(`a set of ${members.length} members that are neither all texts nor all bytes`);
}

/**
 * Rows: an item of a table with what only the table needs taken off. Every item carries the version of its shape; one
 * that newer code wrote is refused, never misread.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './attribute-value.ts';
import { decodeItem } from './attribute-value.ts';

/** Raised when older code could no longer read what this code writes. */
export const SCHEMA_VERSION = 1;

/** @throws Error when newer code wrote the item. Keys alone, as the `due` index holds them, carry no version. */
export function readRow(stored: Readonly<Record<string, AttributeValue>>): Item {
  const item = decodeItem(stored);
  if (typeof item.v === 'number' && item.v > SCHEMA_VERSION) {
    throw new Error(
      `${item.pk} ${item.sk}: expected a row of schema ${SCHEMA_VERSION} at most, got ${item.v}`,
    );
  }
  return item;
}

/** The row without keys, shard, time to live, version and stamp: what the entity's file put in, as it put it in. */
export function contentOf<T>(item: Item): T {
  const { pk: _pk, sk: _sk, dk: _dk, ttl: _ttl, v: _v, stamp: _stamp, ...content } = item;
  return content as T;
}

/** `ttl` of a row that shall be gone after `at` (ms): DynamoDB counts seconds. */
export function ttlAt(at: number): number {
  return Math.ceil(at / 1_000);
}

const DAY_MS = 86_400_000;
/** How long what ages out is kept. */
export const NEWS_LIVES_MS = 35 * DAY_MS;

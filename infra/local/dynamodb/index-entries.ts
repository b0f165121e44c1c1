/**
 * What an index holds of an item, and where it lies.
 * The engine's own index keys end in 24 bits of hash, so two items with equal index keys can lie in one place and
 * one of them is lost; ours end in the item's whole key, after the engine's, and keep its order.
 */
import { engine } from './engine.ts';
import type { IndexDescription, TableDescription, WireItem } from './wire.ts';

/** An index of a table, with its kind as the engine names it. */
export type TableIndex = { readonly kind: 'local' | 'global'; readonly index: IndexDescription };

/** All indexes of a table. */
export function indexesOf(table: TableDescription): readonly TableIndex[] {
  return [
    ...(table.LocalSecondaryIndexes ?? []).map((index): TableIndex => ({ kind: 'local', index })),
    ...(table.GlobalSecondaryIndexes ?? []).map((index): TableIndex => ({ kind: 'global', index })),
  ];
}

/** What the index holds of an item; undefined when the item lacks one of its keys. */
export function entryOf(
  item: WireItem | undefined,
  index: IndexDescription,
  table: TableDescription,
): WireItem | undefined {
  const keys = index.KeySchema.map((key) => key.AttributeName);
  if (!item || keys.some((name) => item[name] === undefined)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return item;
  const names = new Set([
    ...keys,
    ...table.KeySchema.map((key) => key.AttributeName),
    ...(index.Projection.NonKeyAttributes ?? []),
  ]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** The key of an entry within its index; `entry` needs no more than the keys of index and table. */
export function entryKey(entry: WireItem, index: IndexDescription, table: TableDescription): string {
  return `${engineKey(entry, index, table)}/${engine.createKey(entry, table)}`;
}

/** The key under which the engine looks for an entry, e.g. the one after which a page starts. */
export function engineKey(entry: WireItem, index: IndexDescription, table: TableDescription): string {
  return engine.createIndexKey(entry, table, index.KeySchema);
}

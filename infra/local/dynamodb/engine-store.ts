/**
 * The store that the engine's actions read and write: an overlay in the shape they want. Indexes are kept by the
 * overlay with the items, so the engine's own index writes go nowhere.
 */
import type { EngineRows, EngineStore, KeyRange, Level } from './engine.ts';
import { engineKey, entryKey, indexesOf } from './index-entries.ts';
import { indexPrefix, itemPrefix, tableKey, tagPrefix } from './layout.ts';
import { chunks, streamOf, within } from './ranges.ts';
import { type TableDescription, type WireItem, wireError } from './wire.ts';

/** 400 kB, the largest item that DynamoDB takes. */
export const MAX_ITEM_BYTES = 400 * 1024;

/** What one request reads and writes, on its way to the database (overlay.ts). */
export type RequestView = {
  /** @throws WireError when there is no such table */
  table(name: string): TableDescription;
  /** Reads any key. */
  read(key: string): unknown;
  /** Writes any key; undefined removes it. */
  write(key: string, value: unknown): void;
  /** Reads an item by its key as the engine encodes it. */
  readItem(table: string, key: string): WireItem | undefined;
  /** Writes an item, or removes it, with its entries in all indexes. */
  writeItem(table: string, key: string, item: WireItem | undefined): void;
  /** Notes a row that a range read came by. */
  noteScanned(row: WireItem): void;
};

/** @param startKey after which the page of an index begins, if the request asks for a later page */
export function createEngineStore(
  level: Level,
  view: RequestView,
  startKey: WireItem | undefined,
): EngineStore {
  function rows(prefix: string): EngineRows {
    return {
      get: (key, callback) => callback(null, view.read(prefix + key)),
      put(key, value, callback) {
        view.write(prefix + key, value);
        callback();
      },
      del(key, callback) {
        view.write(prefix + key, undefined);
        callback();
      },
      // The front holds the locks of the whole request (mutex.ts): the engine's own have nothing to add.
      lock: (_key, run) => run((callback) => callback),
      createKeyStream: (range = {}) =>
        streamOf(level.keys(within(prefix, range)), (key) => key.slice(prefix.length)),
      createValueStream: (range) =>
        streamOf(level.values(within(prefix, range)), (row) => {
          view.noteScanned(row as WireItem);
          return row;
        }),
    };
  }

  function itemRows(table: string): EngineRows {
    return {
      ...rows(itemPrefix(table)),
      get: (key, callback) => callback(null, view.readItem(table, key)),
      put(key, item, callback) {
        view.writeItem(table, key, item as WireItem);
        callback();
      },
      del(key, callback) {
        view.writeItem(table, key, undefined);
        callback();
      },
    };
  }

  function indexRows(kind: string, table: string, name: string): EngineRows {
    const plain = rows(indexPrefix(kind, table, name));
    return {
      ...plain,
      put: (_key, _entry, callback) => callback(),
      del: (_key, callback) => callback(),
      createValueStream: (range) => plain.createValueStream(pageRange(range, table, name)),
    };
  }

  /** The engine knows only the beginning of the key that a page starts after: completes it. */
  function pageRange({ gt, lt, ...range }: KeyRange, table: string, name: string): KeyRange {
    const description = view.table(table);
    const index = indexesOf(description).find((one) => one.index.IndexName === name)?.index;
    const whole = (bound: string) =>
      index && startKey && bound === engineKey(startKey, index, description)
        ? entryKey(startKey, index, description)
        : bound;
    return {
      ...range,
      ...(gt !== undefined && { gt: whole(gt) }),
      ...(lt !== undefined && { lt: whole(lt) }),
    };
  }

  async function removeAll(prefix: string, callback: (error?: unknown) => void): Promise<void> {
    try {
      for await (const keys of chunks(level.keys(within(prefix, {})))) {
        for (const key of keys) view.write(key, undefined);
      }
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  return {
    options: { createTableMs: 0, deleteTableMs: 0, maxItemSize: MAX_ITEM_BYTES },
    tableDb: { ...rows('table~'), awsAccountId: '000000000000', awsRegion: 'us-east-1' },
    getTable(name, checkStatus, callback) {
      const done = typeof checkStatus === 'function' ? checkStatus : callback;
      const description = view.read(tableKey(name));
      if (description) return done?.(null, description);
      const which = checkStatus === false ? `: Table: ${name} not found` : '';
      done?.(wireError('ResourceNotFoundException', `Requested resource not found${which}`));
    },
    getItemDb: itemRows,
    getIndexDb: indexRows,
    getTagDb: (name) => rows(tagPrefix(name)),
    deleteItemDb: (name, callback) => void removeAll(itemPrefix(name), callback),
    deleteIndexDb: (kind, name, index, callback) => void removeAll(indexPrefix(kind, name, index), callback),
    deleteTagDb: (name, callback) => void removeAll(tagPrefix(name), callback),
  };
}

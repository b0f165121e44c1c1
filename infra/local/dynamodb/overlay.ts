/**
 * What one request sees of the database: reads go through to it, writes wait here until the request has
 * succeeded and then reach the disk as one LevelDB batch, so an item and its index entries are never torn.
 * It also remembers which items were read and changed, from which capacity.ts counts the units.
 * Range reads see the database only: no action reads a range that it has written.
 */
import type { EngineRows, EngineStore, Level, LevelWrite } from './engine.ts';
import { chunks, streamOf, within } from './ranges.ts';
import { type TableDescription, type WireItem, wireError } from './wire.ts';

/** 400 kB, the largest item that DynamoDB takes. */
export const MAX_ITEM_BYTES = 400 * 1024;

/** An item that the request wrote: absent before when new, absent after when deleted. */
export type ItemChange = {
  readonly table: string;
  readonly before: WireItem | undefined;
  readonly after: WireItem | undefined;
};

/** What one request sees and writes. */
export type Overlay = {
  readonly store: EngineStore;
  /** Items read by key, in order; absent ones as undefined. */
  readonly reads: readonly { readonly table: string; readonly item: WireItem | undefined }[];
  /** Rows read by range, in order; perhaps a few more than the action used. */
  readonly scanned: readonly WireItem[];
  readonly changes: readonly ItemChange[];
  /** @throws WireError when there is no such table */
  table(name: string): TableDescription;
  /** Reads any key. */
  read(key: string): unknown;
  /** Writes any key; undefined removes it. */
  write(key: string, value: unknown): void;
  /** Notes an item that a transaction only checks: it is paid for like a write that changes nothing. */
  noteCheck(table: string, item: WireItem | undefined): void;
  /** Everything written, for one batch. */
  writes(): LevelWrite[];
};

/** An empty overlay over a database. */
export function createOverlay(level: Level): Overlay {
  const pending = new Map<string, unknown>();
  const reads: { table: string; item: WireItem | undefined }[] = [];
  const scanned: WireItem[] = [];
  const changes: ItemChange[] = [];

  const read = (key: string) => (pending.has(key) ? pending.get(key) : level.getSync(key));

  function table(name: string): TableDescription {
    const description = read(tableKey(name)) as TableDescription | undefined;
    if (description) return description;
    throw wireError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  }

  function rows(prefix: string): EngineRows {
    return {
      get: (key, callback) => callback(null, read(prefix + key)),
      put(key, value, callback) {
        pending.set(prefix + key, value);
        callback();
      },
      del(key, callback) {
        pending.set(prefix + key, undefined);
        callback();
      },
      // The front holds the locks of the whole request (mutex.ts): the engine's own have nothing to add.
      lock: (_key, run) => run((callback) => callback),
      createKeyStream: (range = {}) =>
        streamOf(level.keys(within(prefix, range)), (key) => key.slice(prefix.length)),
      createValueStream: (range) =>
        streamOf(level.values(within(prefix, range)), (row) => {
          scanned.push(row as WireItem);
          return row;
        }),
    };
  }

  function itemRows(name: string): EngineRows {
    const prefix = itemPrefix(name);
    const plain = rows(prefix);
    const change = (key: string, after: WireItem | undefined) =>
      changes.push({ table: name, before: read(prefix + key) as WireItem | undefined, after });
    return {
      ...plain,
      get(key, callback) {
        const item = read(prefix + key) as WireItem | undefined;
        reads.push({ table: name, item });
        callback(null, item);
      },
      put(key, value, callback) {
        change(key, value as WireItem);
        plain.put(key, value, callback);
      },
      del(key, callback) {
        change(key, undefined);
        plain.del(key, callback);
      },
    };
  }

  async function removeAll(prefix: string, callback: (error?: unknown) => void): Promise<void> {
    try {
      for await (const keys of chunks(level.keys(within(prefix, {})))) {
        for (const key of keys) pending.set(key, undefined);
      }
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  const store: EngineStore = {
    options: { createTableMs: 0, deleteTableMs: 0, maxItemSize: MAX_ITEM_BYTES },
    tableDb: { ...rows('table~'), awsAccountId: '000000000000', awsRegion: 'us-east-1' },
    getTable(name, checkStatus, callback) {
      const done = typeof checkStatus === 'function' ? checkStatus : callback;
      const description = read(tableKey(name));
      if (description) return done?.(null, description);
      const which = checkStatus === false ? `: Table: ${name} not found` : '';
      done?.(wireError('ResourceNotFoundException', `Requested resource not found${which}`));
    },
    getItemDb: itemRows,
    getIndexDb: (kind, name, index) => rows(indexPrefix(kind, name, index)),
    getTagDb: (name) => rows(tagPrefix(name)),
    deleteItemDb: (name, callback) => void removeAll(itemPrefix(name), callback),
    deleteIndexDb: (kind, name, index, callback) => void removeAll(indexPrefix(kind, name, index), callback),
    deleteTagDb: (name, callback) => void removeAll(tagPrefix(name), callback),
  };

  return {
    store,
    reads,
    scanned,
    changes,
    table,
    read,
    write: (key, value) => void pending.set(key, value),
    noteCheck: (name, item) => void changes.push({ table: name, before: item, after: item }),
    writes: () =>
      [...pending].map(([key, value]) =>
        value === undefined ? { type: 'del', key } : { type: 'put', key, value },
      ),
  };
}

/** Where the description of a table lies: the layout is dynalite's own. */
export const tableKey = (name: string) => `table~${name}`;
const tagPrefix = (name: string) => `tag-${name}~`;
const indexPrefix = (kind: string, name: string, index: string) =>
  `index-${kind.toLowerCase()}~${name}~${index}~`;

/** Where the items of a table lie. */
export const itemPrefix = (name: string) => `item-${name}~`;

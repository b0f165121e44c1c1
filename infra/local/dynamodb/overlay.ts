/**
 * What one request sees of the database: reads go through to it, writes wait here until the request has
 * succeeded and then reach the disk as one LevelDB batch, so an item and its index entries are never torn.
 * It also remembers which items were read and changed, from which capacity.ts counts the units.
 * Range reads see the database only: no action reads a range that it has written.
 */
import type { EngineStore, Level, LevelWrite } from './engine.ts';
import { createEngineStore, type RequestView } from './engine-store.ts';
import { entryKey, entryOf, indexesOf } from './index-entries.ts';
import { indexPrefix, itemPrefix, tableKey } from './layout.ts';
import { type TableDescription, type WireItem, wireError } from './wire.ts';

/** An item that the request wrote: absent before when new, absent after when deleted. */
export type ItemChange = {
  readonly table: string;
  readonly before: WireItem | undefined;
  readonly after: WireItem | undefined;
};

/** What one request sees and writes. */
export type Overlay = RequestView & {
  /** The same as the engine's actions want it. */
  readonly store: EngineStore;
  /** Items read by key, in order; absent ones as undefined. */
  readonly reads: readonly { readonly table: string; readonly item: WireItem | undefined }[];
  /** Rows read by range, in order; perhaps a few more than the action used. */
  readonly scanned: readonly WireItem[];
  readonly changes: readonly ItemChange[];
  /** Notes an item that a transaction only checks: it is paid for like a write that changes nothing. */
  noteCheck(table: string, item: WireItem | undefined): void;
  /** Everything written, for one batch. */
  writes(): LevelWrite[];
};

/**
 * An empty overlay over a database.
 * @param startKey after which the page of an index begins, if the request asks for a later page
 */
export function createOverlay(level: Level, startKey?: WireItem): Overlay {
  const pending = new Map<string, unknown>();
  const reads: { table: string; item: WireItem | undefined }[] = [];
  const scanned: WireItem[] = [];
  const changes: ItemChange[] = [];

  const read = (key: string) => (pending.has(key) ? pending.get(key) : level.getSync(key));
  const write = (key: string, value: unknown) => void pending.set(key, value);

  function table(name: string): TableDescription {
    const description = read(tableKey(name)) as TableDescription | undefined;
    if (description) return description;
    throw wireError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  }

  function moveEntries({ table: name, before, after }: ItemChange): void {
    const description = table(name);
    for (const { kind, index } of indexesOf(description)) {
      const prefix = indexPrefix(kind, name, index.IndexName);
      const [old, fresh] = [entryOf(before, index, description), entryOf(after, index, description)];
      if (old) write(prefix + entryKey(old, index, description), undefined);
      if (fresh) write(prefix + entryKey(fresh, index, description), fresh);
    }
  }

  const overlay: Omit<Overlay, 'store'> = {
    reads,
    scanned,
    changes,
    table,
    read,
    write,
    readItem(name, key) {
      const item = read(itemPrefix(name) + key) as WireItem | undefined;
      reads.push({ table: name, item });
      return item;
    },
    writeItem(name, key, after) {
      const before = read(itemPrefix(name) + key) as WireItem | undefined;
      const change = { table: name, before, after };
      changes.push(change);
      moveEntries(change);
      write(itemPrefix(name) + key, after);
    },
    noteScanned: (row) => void scanned.push(row),
    noteCheck: (name, item) => void changes.push({ table: name, before: item, after: item }),
    writes: () =>
      [...pending].map(([key, value]) =>
        value === undefined ? { type: 'del', key } : { type: 'put', key, value },
      ),
  };
  return { ...overlay, store: createEngineStore(level, overlay, startKey) };
}

/**
 * The open database: LevelDB, the locks, and the units consumed so far.
 * Invariant: whoever writes an item holds its lock from reading it until its batch is on disk.
 */
import { type Consumption, totalUnits } from './capacity.ts';
import { createLevel, engine, type Level } from './engine.ts';
import { MAX_ITEM_BYTES } from './engine-store.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { itemSize } from './item-size.ts';
import { createKeyedMutex, type KeyedMutex } from './mutex.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { type TableDescription, type WireItem, wireError } from './wire.ts';

/** The open database. */
export type Database = {
  readonly level: Level;
  readonly mutex: KeyedMutex;
  readonly write: GroupCommit;
  /** Items of transactions that are under way, by lock name. */
  readonly inTransaction: Set<string>;
  /** Units consumed since it was opened, refused writes included. */
  readonly consumed: { writes: number; reads: number };
};

/**
 * Opens the database of a folder, or an empty one in memory.
 * @throws Error when another process, or this one, has the folder open already
 */
export async function openDatabase(path: string | undefined): Promise<Database> {
  const level = createLevel(path);
  try {
    await level.open();
  } catch (error) {
    const locked = isLocked(error);
    const reason = locked ? 'it is open already, in this or another process' : 'it cannot be read or made';
    throw new Error(`The database in ${path} was not opened: ${reason}.`, { cause: error });
  }
  return {
    level,
    mutex: createKeyedMutex(),
    write: createGroupCommit(level),
    inTransaction: new Set(),
    consumed: { writes: 0, reads: 0 },
  };
}

/** Writes what the overlay holds, as one batch that is on the disk when this resolves, and counts its units. */
export async function commit(database: Database, overlay: Overlay, units: Consumption): Promise<void> {
  for (const { after } of overlay.changes) {
    if (after && itemSize(after) > MAX_ITEM_BYTES) {
      throw wireError('ValidationException', 'Item size has exceeded the maximum allowed size');
    }
  }
  await database.write(overlay.writes());
  database.consumed.writes += totalUnits(units);
}

/** Runs `work` while it holds the named locks. */
export async function withLocks<Result>(
  { mutex }: Database,
  names: Iterable<string>,
  work: () => Promise<Result>,
): Promise<Result> {
  const release = await mutex.acquire(names);
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * The name of an item's lock; `item` may be the whole item or its key alone.
 * Undefined when the table is missing or the key unfit: the action will say so, and writes nothing.
 */
export function lockName(database: Database, table: string, item: WireItem): string | undefined {
  const overlay = createOverlay(database.level);
  let description: TableDescription;
  try {
    description = overlay.table(table);
  } catch {
    return undefined;
  }
  const key = Object.fromEntries(
    description.KeySchema.flatMap(({ AttributeName: name }) => (item[name] ? [[name, item[name]]] : [])),
  );
  if (engine.validateKey(key, description)) return undefined;
  return `${table}/${engine.createKey(key, description)}`;
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
}

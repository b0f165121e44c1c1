/**
 * dynalite's engine behind types: its validations, its actions, its key encoding, its LevelDB.
 * It publishes none, so this file alone knows where things lie in the package and what they look like.
 * An action takes a store, the request and a callback; the store is ours (overlay.ts), so that
 * nothing the engine writes reaches the disk before the whole request has succeeded.
 */
import { createRequire } from 'node:module';
import type { IndexDescription, TableDescription, WireItem, WireObject } from './wire.ts';

type Callback<Result = unknown> = (error?: unknown, result?: Result) => void;

/** A range of keys, as the engine and LevelDB name it. */
export type KeyRange = {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
};

/** What an action expects of one table's or index's rows. */
export type EngineRows = {
  get(key: string, callback: Callback): void;
  put(key: string, value: unknown, callback: Callback): void;
  del(key: string, callback: Callback): void;
  lock(key: string, run: (release: (callback: Callback) => Callback) => void): void;
  createKeyStream(range?: KeyRange): NodeJS.EventEmitter;
  createValueStream(range: KeyRange): NodeJS.EventEmitter;
};

/** What an action expects of its store. */
export type EngineStore = {
  readonly options: { readonly createTableMs: 0; readonly deleteTableMs: 0; readonly maxItemSize: number };
  readonly tableDb: EngineRows & { readonly awsAccountId: string; readonly awsRegion: string };
  getTable(name: string, checkStatus: boolean | Callback, callback?: Callback): void;
  getItemDb(table: string): EngineRows;
  getIndexDb(kind: string, table: string, index: string): EngineRows;
  getTagDb(table: string): EngineRows;
  deleteItemDb(table: string, callback: Callback): void;
  deleteIndexDb(kind: string, table: string, index: string, callback: Callback): void;
  deleteTagDb(table: string, callback: Callback): void;
};

/** One write of a batch; keys are whole, values JSON. */
export type LevelWrite =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/** A cursor over a snapshot of the database. */
export type LevelIterator<Row> = {
  nextv(size: number): Promise<Row[]>;
  close(): Promise<void>;
};

/** The part of LevelDB's interface that we use. */
export type Level = {
  open(): Promise<void>;
  close(): Promise<void>;
  /** @returns undefined when there is no such key */
  getSync(key: string): unknown;
  /** All or none; `sync`: only when the disk has them, so that a power cut takes nothing back. */
  batch(writes: readonly LevelWrite[], options: { readonly sync: boolean }): Promise<void>;
  keys(range: KeyRange): LevelIterator<string>;
  values(range: KeyRange): LevelIterator<unknown>;
};

type LevelOptions = { readonly valueEncoding: 'json' };

type Engine = {
  createKey(item: WireItem, table: TableDescription): string;
  createIndexKey(item: WireItem, table: TableDescription, keys: IndexDescription['KeySchema']): string;
  validateKey(key: WireItem, table: TableDescription): Error | null | undefined;
  validateItem(item: WireItem, table: TableDescription): Error | null | undefined;
  checkConditional(request: WireObject, item: unknown): Error | null | undefined;
};

type Validations = {
  checkTypes(input: WireObject, types: unknown): WireObject;
  checkValidations(input: WireObject, types: unknown, custom: unknown, store: EngineStore): void;
};

type Action = (store: EngineStore, input: WireObject, callback: Callback<WireObject>) => void;

const ours = createRequire(import.meta.url);
const theirs = createRequire(ours.resolve('dynalite'));
const { Level: DiskLevel } = theirs('level') as { Level: new (path: string, options: LevelOptions) => Level };
const { MemoryLevel } = theirs('memory-level') as { MemoryLevel: new (options: LevelOptions) => Level };
const validations = ours('dynalite/validations') as Validations;

/** Key encoding and condition checks. */
export const engine = ours('dynalite/db') as Engine;

/** A LevelDB, not yet open: in a folder, or in memory when there is none. */
export function createLevel(path: string | undefined): Level {
  const options = { valueEncoding: 'json' } as const;
  return path === undefined ? new MemoryLevel(options) : new DiskLevel(path, options);
}

/**
 * Checks a request as the service would and returns it as the engine's actions want it, expressions parsed.
 * Members that the engine does not know are gone from the result.
 * @throws WireError when the service would refuse it
 */
export function validate(operation: string, input: WireObject, store: EngineStore): WireObject {
  const { types, custom } = ours(`dynalite/validations/${fileOf(operation)}`);
  const checked = validations.checkTypes(structuredClone(input), types);
  validations.checkValidations(checked, types, custom, store);
  return checked;
}

/**
 * Runs an action against a store, with a request that `validate` returned.
 * @throws WireError when the action refuses it, e.g. because a condition does not hold
 */
export function runAction(operation: string, store: EngineStore, input: WireObject): Promise<WireObject> {
  const action = ours(`dynalite/actions/${fileOf(operation)}`) as Action;
  return new Promise((resolve, reject) => {
    action(store, input, (error, result) => (error ? reject(error) : resolve(result ?? {})));
  });
}

function fileOf(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

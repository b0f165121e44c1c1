/**
 * Capacity units as AWS counts them, which the engine does for base tables only.
 * A write costs a unit per started kB of the larger of the old and the new item, and the same again for each
 * index whose entry appears, changes or goes; an entry that moves, its key changed, costs its removal and its
 * return. A read costs a unit per started 4 kB, half of it when eventually consistent.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ThroughputConsiderations.Writes
 */
import { entryKey, entryOf } from './index-entries.ts';
import { itemSize } from './item-size.ts';
import type { ItemChange, Overlay } from './overlay.ts';
import type { IndexDescription, TableDescription, WireItem, WireObject } from './wire.ts';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** Units of one table: the base table's and each touched index's. */
export type Units = {
  table: number;
  readonly local: Map<string, number>;
  readonly global: Map<string, number>;
};

/** Units by table name. */
export type Consumption = Map<string, Units>;

/** The units of all writes of a request; a transaction pays double. */
export function writeUnits({ changes, table }: Overlay, factor: 1 | 2 = 1): Consumption {
  const consumption: Consumption = new Map();
  for (const change of changes) {
    const units = unitsOf(consumption, change.table);
    const description = table(change.table);
    units.table += factor * Math.max(kilobytes(change.before), kilobytes(change.after), 1);
    for (const index of description.LocalSecondaryIndexes ?? []) {
      add(units.local, index.IndexName, factor * indexUnits(change, index, description));
    }
    for (const index of description.GlobalSecondaryIndexes ?? []) {
      add(units.global, index.IndexName, factor * indexUnits(change, index, description));
    }
  }
  return consumption;
}

/** The units of writes that were refused by their condition: each pays for the item it looked at. */
export function refusedUnits({ reads }: Overlay, factor: 1 | 2 = 1): Consumption {
  const consumption: Consumption = new Map();
  for (const { table, item } of reads) {
    unitsOf(consumption, table).table += factor * Math.max(kilobytes(item), 1);
  }
  return consumption;
}

/** The units of items read by key; `factor`: 0.5 eventually consistent, 1 strongly, 2 in a transaction. */
export function readUnits({ reads }: Overlay, factorOf: (table: string) => 0.5 | 1 | 2): Consumption {
  const consumption: Consumption = new Map();
  for (const { table, item } of reads) {
    const blocks = item ? Math.ceil(itemSize(item) / READ_UNIT_BYTES) : 1;
    unitsOf(consumption, table).table += factorOf(table) * blocks;
  }
  return consumption;
}

/** The units of a range read: its rows are added up before rounding, and an empty page pays the least unit. */
export function rangeUnits(overlay: Overlay, request: WireObject, scannedCount: number): Consumption {
  const name = String(request.TableName);
  const factor = request.ConsistentRead ? 1 : 0.5;
  let bytes = 0;
  for (const row of overlay.scanned.slice(0, scannedCount)) bytes += itemSize(row);
  const units = factor * Math.max(Math.ceil(bytes / READ_UNIT_BYTES), 1);

  // An index that projects too little makes the engine fetch each item from the table as well.
  const consumption = readUnits(overlay, () => factor);
  const total = unitsOf(consumption, name);
  const index = request.IndexName;
  if (typeof index !== 'string') total.table += units;
  else if (isLocal(overlay.table(name), index)) add(total.local, index, units);
  else add(total.global, index, units);
  return consumption;
}

/** Both, table by table. */
export function mergeUnits(one: Consumption, other: Consumption): Consumption {
  const merged: Consumption = new Map();
  for (const [name, { table, local, global }] of [...one, ...other]) {
    const units = unitsOf(merged, name);
    units.table += table;
    for (const [index, count] of local) add(units.local, index, count);
    for (const [index, count] of global) add(units.global, index, count);
  }
  return merged;
}

/** The sum over tables and indexes. */
export function totalUnits(consumption: Consumption): number {
  let sum = 0;
  for (const units of consumption.values()) sum += total(units);
  return sum;
}

/** `ConsumedCapacity` of each table, as asked for by `ReturnConsumedCapacity`; undefined when not asked for. */
export function consumedCapacity(consumption: Consumption, wanted: unknown): WireObject[] | undefined {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
  return [...consumption].map(([name, units]) => ({
    TableName: name,
    CapacityUnits: total(units),
    ...(wanted === 'INDEXES' && {
      Table: { CapacityUnits: units.table },
      ...(units.local.size > 0 && { LocalSecondaryIndexes: breakdown(units.local) }),
      ...(units.global.size > 0 && { GlobalSecondaryIndexes: breakdown(units.global) }),
    }),
  }));
}

function indexUnits({ before, after }: ItemChange, index: IndexDescription, table: TableDescription): number {
  const old = entryOf(before, index, table);
  const fresh = entryOf(after, index, table);
  if (!old || !fresh) return kilobytes(old) + kilobytes(fresh);
  const moved = entryKey(old, index, table) !== entryKey(fresh, index, table);
  if (moved) return kilobytes(old) + kilobytes(fresh);
  return canonical(old) === canonical(fresh) ? 0 : Math.max(kilobytes(old), kilobytes(fresh));
}

function canonical(item: WireItem): string {
  return JSON.stringify(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function kilobytes(item: WireItem | undefined): number {
  return item ? Math.ceil(itemSize(item) / WRITE_UNIT_BYTES) : 0;
}

function isLocal(table: TableDescription, index: string): boolean {
  return table.LocalSecondaryIndexes?.some(({ IndexName }) => IndexName === index) ?? false;
}

function unitsOf(consumption: Consumption, table: string): Units {
  const known = consumption.get(table);
  if (known) return known;
  const units: Units = { table: 0, local: new Map(), global: new Map() };
  consumption.set(table, units);
  return units;
}

function add(units: Map<string, number>, index: string, count: number): void {
  if (count > 0) units.set(index, (units.get(index) ?? 0) + count);
}

function total({ table, local, global }: Units): number {
  let sum = table;
  for (const count of [...local.values(), ...global.values()]) sum += count;
  return sum;
}

function breakdown(units: ReadonlyMap<string, number>): WireObject {
  return Object.fromEntries([...units].map(([index, count]) => [index, { CapacityUnits: count }]));
}

/**
 * Time to live: which attribute of a table says when an item expires, and the reaper that deletes what has.
 * As on AWS an expired item stays readable until the reaper comes by, and its deletion costs no units.
 */
import { commit, type Database, lockName, withLocks } from './database.ts';
import { runAction } from './engine.ts';
import { itemPrefix, timeToLiveKey } from './layout.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { chunks, within } from './ranges.ts';
import { type WireItem, type WireObject, wireError } from './wire.ts';

/** Items that expired longer ago than this are left alone: 5 years in seconds, AWS's guard against wrong units. */
const OLDEST_S = 5 * 365 * 24 * 60 * 60;

/** Notes the attribute that holds a table's expiry times, or that it has none. */
export function setTimeToLive(overlay: Overlay, table: string, attribute: string | undefined): void {
  overlay.write(timeToLiveKey(table), attribute);
}

/** UpdateTimeToLive. */
export async function updateTimeToLive(database: Database, input: WireObject): Promise<WireObject> {
  const { TableName, TimeToLiveSpecification } = input as {
    readonly TableName?: string;
    readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled?: boolean };
  };
  const { AttributeName: attribute, Enabled: enabled } = TimeToLiveSpecification ?? {};
  if (!TableName || !attribute || typeof enabled !== 'boolean') {
    throw wireError('ValidationException', 'TableName and a complete TimeToLiveSpecification are needed');
  }
  return withLocks(database, [TableName], async () => {
    const overlay = createOverlay(database.level);
    overlay.table(TableName);
    const current = overlay.read(timeToLiveKey(TableName));
    if (enabled && current !== undefined) {
      throw wireError('ValidationException', 'TimeToLive is already enabled');
    }
    if (!enabled && current === undefined) {
      throw wireError('ValidationException', 'TimeToLive is already disabled');
    }
    if (!enabled && current !== attribute) {
      throw wireError(
        'ValidationException',
        `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`,
      );
    }
    setTimeToLive(overlay, TableName, enabled ? attribute : undefined);
    await commit(database, overlay, new Map());
    return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled } };
  });
}

/** DescribeTimeToLive. */
export async function describeTimeToLive(database: Database, input: WireObject): Promise<WireObject> {
  const overlay = createOverlay(database.level);
  const name = String(input.TableName);
  overlay.table(name);
  const attribute = overlay.read(timeToLiveKey(name));
  return {
    TimeToLiveDescription:
      attribute === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
  };
}

/**
 * Deletes every item whose time has come, each with its index entries.
 * @param now ms
 * @returns how many
 */
export async function reapExpired(database: Database, now: number): Promise<number> {
  let reaped = 0;
  for await (const keys of chunks(database.level.keys(within(timeToLiveKey(''), {})))) {
    for (const key of keys) {
      const attribute = String(database.level.getSync(key));
      reaped += await reapTable(database, key.slice(timeToLiveKey('').length), attribute, now);
    }
  }
  return reaped;
}

async function reapTable(database: Database, table: string, attribute: string, now: number): Promise<number> {
  let reaped = 0;
  for await (const rows of chunks(database.level.values(within(itemPrefix(table), {})))) {
    for (const row of rows as WireItem[]) {
      if (isExpired(row, attribute, now) && (await reapItem(database, table, row, attribute, now))) reaped++;
    }
  }
  return reaped;
}

/** Deletes an item unless it was changed since the reaper saw it and has time left, or is gone. */
async function reapItem(
  database: Database,
  table: string,
  seen: WireItem,
  attribute: string,
  now: number,
): Promise<boolean> {
  const name = lockName(database, table, seen);
  if (name === undefined) return false;
  return withLocks(database, [name], async () => {
    const overlay = createOverlay(database.level);
    const keys = overlay.table(table).KeySchema.map((key) => key.AttributeName);
    const Key = Object.fromEntries(Object.entries(seen).filter(([name]) => keys.includes(name)));
    const { Item: current } = await runAction('GetItem', overlay.store, { TableName: table, Key });
    if (!current || !isExpired(current as WireItem, attribute, now)) return false;
    await runAction('DeleteItem', overlay.store, { TableName: table, Key });
    await commit(database, overlay, new Map());
    return true;
  });
}

function isExpired(item: WireItem, attribute: string, now: number): boolean {
  const expires = Number(item[attribute]?.N ?? Number.NaN);
  const seconds = now / 1000;
  return expires <= seconds && expires > seconds - OLDEST_S;
}

/**
 * The data folder: what lies where in it, and that one process has it at a time. The lock is the database's own, which
 * the operating system takes away from a process that dies: no stale lock, and no doubt about a pid that came again.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dynamo, startDynamo } from './dynamodb/server.ts';

export type DataFolder = {
  readonly keys: string;
  readonly database: string;
  /** A folder. */
  readonly mail: string;
  /** Where a running service says how to reach it. */
  readonly running: string;
};

/** @param dataDir Absolute. */
export function dataFolder(dataDir: string): DataFolder {
  return {
    keys: join(dataDir, 'keys.json'),
    database: join(dataDir, 'dynamodb'),
    mail: join(dataDir, 'mail'),
    running: join(dataDir, 'local.json'),
  };
}

export type OpenResult = { readonly kind: 'open'; readonly dynamo: Dynamo } | { readonly kind: 'in-use' };

/** Opens the database of the folder, and so takes the folder; both are made when missing. */
export async function openDatabase({ database }: DataFolder): Promise<OpenResult> {
  await mkdir(database, { recursive: true });
  try {
    return { kind: 'open', dynamo: await startDynamo({ path: database }) };
  } catch (error) {
    if (isLocked(error)) return { kind: 'in-use' };
    throw error;
  }
}

function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'LEVEL_LOCKED') || isLocked(error.cause);
}

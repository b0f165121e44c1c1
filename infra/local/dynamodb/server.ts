/**
 * The embedded DynamoDB: our own front over dynalite's engine, for the local runner and the tests.
 * It listens on loopback only, keeps its data in a folder or in memory, and what it has answered survives kill -9
 * and a power cut. It holds no process open: whoever starts it decides how long it runs.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { TABLES, type TableDefinition } from '../../tables.ts';
import { openDatabase } from './database.ts';
import { answer } from './http.ts';
import { createOperations, type Perform } from './operations.ts';
import { createRequestTokens } from './request-tokens.ts';
import { ensureTables } from './tables.ts';
import { reapExpired } from './time-to-live.ts';

/** How often expired items are deleted: 10 minutes. AWS takes hours; every reader filters by `ttl` anyway. */
const REAP_EVERY_MS = 10 * 60 * 1000;

/** Where the database lives and what it holds. */
export type DynamoOptions = {
  /** A folder, made if missing; without it the data lives in memory. */
  readonly path?: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Made if missing; by default both of infra/tables.ts. */
  readonly tables?: readonly TableDefinition[];
};

/** The running database. */
export type Dynamo = {
  readonly url: string;
  /** Deletes what has expired at `now` (ms), and tells how many items that were. It also runs by itself. */
  reap(now: number): Promise<number>;
  /** Units consumed since the start, counted as AWS would bill them, refused writes included. */
  consumed(): { readonly writes: number; readonly reads: number };
  /** Finishes the requests under way and closes the database. */
  close(): Promise<void>;
};

/**
 * Starts the embedded DynamoDB with its tables ready.
 * @throws Error when the folder is open already, the port is taken, or a table has another shape
 */
export async function startDynamo({ path, port = 0, tables = TABLES }: DynamoOptions = {}): Promise<Dynamo> {
  const database = await openDatabase(path);
  const underWay = createTracker();
  const operations = createOperations(database, createRequestTokens(), Date.now);
  const perform: Perform = (operation, input) => underWay.track(operations(operation, input));
  const reap = (now: number) => underWay.track(reapExpired(database, now));
  const server = createServer((request, response) => {
    if (closing) response.destroy();
    else void answer(perform, request, response);
  });
  let closing: Promise<void> | undefined;
  try {
    await ensureTables(database, tables);
    await listen(server, port);
  } catch (error) {
    await database.level.close();
    throw error;
  }
  const reaper = setInterval(() => void reap(Date.now()).catch(warn), REAP_EVERY_MS).unref();

  async function shutDown(): Promise<void> {
    clearInterval(reaper);
    server.close();
    await underWay.settled();
    // The answers of the last requests are written in the same turn as these end.
    await setImmediate();
    server.closeAllConnections();
    await database.level.close();
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reap,
    consumed: () => ({ ...database.consumed }),
    close: () => {
      closing ??= shutDown();
      return closing;
    },
  };
}

/** Keeps account of work under way, so that closing can wait for it (but not for a client that dawdles). */
function createTracker() {
  const pending = new Set<Promise<unknown>>();
  return {
    track<Result>(work: Promise<Result>): Promise<Result> {
      const done = () => void pending.delete(work);
      pending.add(work);
      work.then(done, done);
      return work;
    },
    async settled(): Promise<void> {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
}

function warn(error: unknown): void {
  process.emitWarning(`Expired items were not deleted: ${error instanceof Error ? error.message : error}`);
}

async function listen(server: Server, port: number): Promise<void> {
  server.on('connection', (socket) => socket.unref());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
}

/**
 * The embedded SES: takes mail by SES's first API, keeps it in a journal, and tells what became of it by the events
 * that SES publishes. It listens on loopback only and sends nothing anywhere. A mail that was accepted survives
 * kill -9 with its events; what was not delivered of them comes at the next start. It holds no process open.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { perform } from './actions.ts';
import { createDelivery, type EventReader } from './delivery.ts';
import { answer } from './http.ts';
import { openJournal } from './journal.ts';
import type { AcceptedMail } from './mail.ts';
import { createQuotaMeter, DEFAULT_QUOTA, type Quota } from './quota.ts';
import { isSimulated } from './simulator.ts';

/** The one configuration set that exists: a mail that does not name it has no events, as at SES. */
export const CONFIGURATION_SET = 'watchword';

export type SesOptions = {
  /** A folder, made if missing; without it mails live in memory. */
  readonly dataDir?: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Addresses and domains that may send. */
  readonly verified: readonly string[];
  /** By default 14 mails a second, 50,000 a day. */
  readonly quota?: Quota;
  /** Gets each event as the body of a queue's message; rejecting brings it again. */
  readonly onEvent?: EventReader;
  /** ms UTC. */
  readonly now?: () => number;
};

/** What it keeps of mail. */
export type Mailbox = {
  /** Oldest first. */
  mails(): readonly AcceptedMail[];
  /** The message as it went out; undefined for an id that is not there. */
  raw(id: string): Promise<Uint8Array | undefined>;
};

export type Ses = Mailbox & {
  readonly url: string;
  /** Resolves when no event is under way. */
  settled(): Promise<void>;
  /** Finishes the requests and events under way and closes the journal. */
  close(): Promise<void>;
};

/** @throws Error when the port is taken or the journal is not one. */
export async function startSes(options: SesOptions): Promise<Ses> {
  const { dataDir, port = 0, verified, quota = DEFAULT_QUOTA, now = Date.now, onEvent = () => {} } = options;
  const journal = await openJournal(dataDir === undefined ? undefined : join(dataDir, 'mail.jsonl'));
  const counted = journal.mails().filter(({ to }) => !to.every(isSimulated));
  const meter = createQuotaMeter(
    quota,
    now,
    counted.map(({ at }) => at),
  );
  const delivery = createDelivery({ read: onEvent, delivered: journal.delivered, report: warn });
  const account = { verified, configurationSet: CONFIGURATION_SET };
  const deps = { account, journal, quota, meter, now, publish: delivery.deliver };

  const underWay = new Set<Promise<void>>();
  let closing: Promise<void> | undefined;
  const server = createServer((request, response) => {
    if (closing) return void response.destroy();
    const work = answer((form) => perform(deps, form), request, response).finally(() =>
      underWay.delete(work),
    );
    underWay.add(work);
  });
  try {
    await listen(server, port);
  } catch (error) {
    await journal.close();
    throw error;
  }
  journal.undelivered().forEach(delivery.deliver);

  async function shutDown(): Promise<void> {
    server.close();
    await Promise.allSettled(underWay);
    // The last answers are written in the turn in which these end.
    await setImmediate();
    server.closeAllConnections();
    await delivery.close();
    await journal.close();
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails: journal.mails,
    raw: journal.raw,
    settled: delivery.settled,
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

function warn(error: unknown): void {
  process.emitWarning(
    `An SES event failed and waits for the next start: ${error instanceof Error ? error.message : error}`,
  );
}

async function listen(server: Server, port: number): Promise<void> {
  server.on('connection', (socket) => socket.unref());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
}

/** Watchword in a process of its own that the kill tests start, kill and start again on one data folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How long a start may take on a busy machine, ms. */
const START_MS = 60_000;
/** What `npm start` promises for its end, ms. */
const STOP_MS = 5_000;

export type Service = {
  /** Resolves with the address once it serves. @throws Error when it ended before, with what it printed. */
  ready(): Promise<string>;
  /** Resolves once it has killed itself. @throws Error with what it printed, when it ends in another way or too late. */
  killsItself(withinMs: number): Promise<void>;
  /** Kills it. @throws Error with what it printed, when it had ended before. */
  kill(): Promise<void>;
  /** The last lines that it printed. */
  printed(): string;
  /** Asks it to end. @throws Error unless it ends with status 0 in time. */
  stop(): Promise<void>;
};

const LINES_SHOWN = 40;

/** Children that still run: a test that fails ends them all. */
const running = new Set<ChildProcess>();

/** @param script The entry, a TypeScript file. @param environment Added to ours. */
export function launch(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Service {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const address = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(line);
      const url = /^ready (http:\S+)/.exec(line)?.[1];
      if (url) resolve(url);
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => printed.push(line));
  /** A signal's name or an exit status. */
  const ended = once(child, 'exit').then(([code, signal]): string => signal ?? String(code));

  async function endsWith(expected: string): Promise<void> {
    const how = await ended;
    if (how !== expected) throw unexpected(expected, how);
  }
  const unexpected = (expected: string, how: string) =>
    new Error(`The service ended: expected ${expected}, got ${how}. It printed:\n${lastLines()}`);

  const lastLines = () => printed.slice(-LINES_SHOWN).join('\n');

  running.add(child);
  void ended.then(() => running.delete(child));
  return {
    async ready() {
      const early = ended.then((how) => Promise.reject(unexpected('it to be ready', how)));
      return within(START_MS, 'to be ready', Promise.race([address, early]));
    },
    printed: lastLines,
    async killsItself(withinMs) {
      const late = setTimeout(() => child.kill('SIGABRT'), withinMs);
      await endsWith('SIGKILL').finally(() => clearTimeout(late));
    },
    async kill() {
      child.kill('SIGKILL');
      await endsWith('SIGKILL');
    },
    async stop() {
      child.kill('SIGTERM');
      await within(STOP_MS, 'to end on SIGTERM', endsWith('0'));
    },
  };
}

/** Ends whatever still runs. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** @throws Error when it takes longer than `ms`. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${ms} ms ${what}`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

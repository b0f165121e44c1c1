/** `npm start` as a person types it, in a folder of its own: what it prints, where it serves, and how it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** An install of what is missing included. */
const READY_MS = 180_000;
/** What `npm start` promises for its end, ms. */
const END_MS = 5_000;

export type NpmStart = {
  readonly url: string;
  readonly pid: number;
  /** Lines of standard output up to and with the one that says ready. */
  readonly introduction: readonly string[];
  /** Everything printed so far. */
  output(): string;
  /** Signals the process that said ready. @throws Error unless it and npm end in time, with status 0. */
  stop(): Promise<void>;
  /** Kills npm without a word. @throws Error unless the service ends in time all the same. */
  orphan(): Promise<void>;
};

/** @param environment Added to ours, from which our own settings are taken out. */
export async function npmStart(environment: Readonly<Record<string, string>>): Promise<NpmStart> {
  const own = Object.entries(process.env).filter(([name]) => !/^(WATCHWORD_|PORT$|DATA_DIR$)/.test(name));
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...Object.fromEntries(own), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const introduction: string[] = [];
  const ready = new Promise<{ url: string; pid: number }>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(line);
      if (introduction.at(-1)?.startsWith('ready ') !== true) introduction.push(line);
      const [, url, pid] = /^ready (http:\/\/127\.0\.0\.1:\d+) pid (\d+)$/.exec(line) ?? [];
      if (url && pid) resolve({ url, pid: Number(pid) });
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => printed.push(line));
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const output = () => printed.join('\n');
  const early = exit.then(([code]) => {
    throw new Error(`npm start ended with ${code} before it was ready:\n${output()}`);
  });
  const late = setTimeout(READY_MS, undefined, { ref: false }).then(() => {
    throw new Error(`npm start was not ready after ${READY_MS} ms:\n${output()}`);
  });
  const { url, pid } = await Promise.race([ready, early, late]);
  return {
    ...{ url, pid, introduction, output },
    async stop() {
      process.kill(pid, 'SIGTERM');
      const ended = await Promise.race([exit, setTimeout(END_MS, undefined, { ref: false })]);
      if (!ended || isAlive(pid)) throw new Error(`npm start did not end within ${END_MS} ms:\n${output()}`);
      if (ended[0] !== 0) throw new Error(`npm start ended with ${ended[0] ?? ended[1]}:\n${output()}`);
    },
    async orphan() {
      child.kill('SIGKILL');
      for (const until = Date.now() + END_MS; Date.now() < until && isAlive(pid); ) await setTimeout(100);
      if (isAlive(pid)) throw new Error(`The service outlived npm by ${END_MS} ms:\n${output()}`);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

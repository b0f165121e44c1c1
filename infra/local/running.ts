/**
 * `local.json`: where the service that runs on a data folder is reached. A file that a crash left behind, or one whose
 * pid belongs to another process by now, is not believed: the service itself must answer with that pid.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

export type Running = {
  readonly url: string;
  readonly pid: number;
  readonly dynamodb: string;
  /** Null when mail goes to the real SES. */
  readonly ses: string | null;
};

/** How long the service may take to say who it is, ms; it is on this machine. */
const ANSWER_MS = 2_000;

/** Takes effect whole or not at all. */
export async function writeRunning(path: string, running: Running): Promise<void> {
  const draft = `${path}.${running.pid}`;
  await writeFile(draft, `${JSON.stringify(running)}\n`);
  await rename(draft, path);
}

export async function removeRunning(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** What the file says, whether or not it still holds; undefined without a file that can be read. */
export async function readRunning(path: string): Promise<Running | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isRunning(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

/** The service that runs, if it answers with the pid that the file names. */
export async function findRunning(path: string): Promise<Running | undefined> {
  const running = await readRunning(path);
  return running && (await answersAs(running)) ? running : undefined;
}

async function answersAs({ url, pid }: Running): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const health: unknown = await response.json();
    return typeof health === 'object' && health !== null && 'pid' in health && health.pid === pid;
  } catch {
    // Nobody there, somebody silent, or something that speaks no JSON: not our service.
    return false;
  }
}

function isRunning(value: unknown): value is Running {
  const { url, pid, dynamodb, ses } = Object(value) as Partial<Record<keyof Running, unknown>>;
  return (
    typeof url === 'string' &&
    URL.canParse(url) &&
    typeof pid === 'number' &&
    typeof dynamodb === 'string' &&
    (ses === null || typeof ses === 'string')
  );
}

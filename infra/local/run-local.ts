/**
 * A local service as a process: reads the environment, starts, says where to look, and ends on SIGINT, on SIGTERM, or
 * when the parent that started it has died. Ends with status 0 within 5 s; a start that is refused ends with 1.
 */
import { relative } from 'node:path';
import { type LocalConfig, readConfig } from './config.ts';
import { watchParents } from './parent.ts';
import { type LocalService, type Overrides, type StartResult, startLocal } from './start-local.ts';

/** What is under way gets this long, ms; a fetch that hangs is cut off. */
const GRACE_MS = 2_500;
/** From the signal to the end whatever happens, ms; 5 s are promised. */
const LAST_MS = 4_500;
/** How soon the death of the parent is noticed, ms. */
const LOOK_AT_PARENT_MS = 500;

export async function runLocal(overrides: Overrides = {}): Promise<void> {
  const isOrphaned = watchParents();
  // The SDK says under Node 20 that it will drop it in January 2027; docs/adr tells what we do about it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const read = readConfig(process.env, process.cwd());
  if (read.kind === 'problems') return refuse(read.problems);
  const end = endOf(isOrphaned);
  // Also while it is still starting, and whatever hangs: everything that is stored survives it.
  void end.then(() => setTimeout(() => process.exit(0), LAST_MS).unref());
  const result = await startPlainly(read.config, overrides);
  if (result.kind === 'refused') return refuse([result.message]);
  introduce(read.config, result.service);
  await end;
  // What could not be closed in order is cut off by the exit, as a crash would: it comes back by its due time.
  await result.service.close(GRACE_MS).catch((fault) => console.error(fault));
  process.exit(0);
}

/** A fault of the start (a broken file, a full disk) is told like a refusal: its message says what to do. */
async function startPlainly(config: LocalConfig, overrides: Overrides): Promise<StartResult> {
  try {
    return await startLocal(config, overrides);
  } catch (fault) {
    const cause = fault instanceof Error && fault.cause instanceof Error ? ` (${fault.cause.message})` : '';
    const message = fault instanceof Error ? fault.message : String(fault);
    return { kind: 'refused', message: `Watchword did not start: ${message}${cause}` };
  }
}

/** Resolves when it is time to go. npm sends on the signal that a terminal sends too: a second one is the same one. */
function endOf(isOrphaned: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
    setInterval(() => {
      if (isOrphaned()) resolve();
    }, LOOK_AT_PARENT_MS).unref();
  });
}

function introduce(
  { dataDir, demo, feeds, mail, speed }: LocalConfig,
  { running, problems }: LocalService,
): void {
  const { url, pid } = running;
  const list = feeds === undefined ? 'those that you add' : `those of ${nearPath(feeds)}`;
  console.log('Watchword on this machine');
  console.log(`  Subscribe  ${url}/`);
  console.log(
    mail.kind === 'inbox'
      ? `  Inbox      ${url}/inbox`
      : `  Mail       leaves this machine from ${mail.from}`,
  );
  console.log(`  Feeds      ${list}${demo ? `, and ${url}/demo` : ''}`);
  console.log(`  Data       ${nearPath(dataDir)} (delete it to start over)`);
  console.log(
    `  Pace       ${speed === 1 ? 'that of AWS' : `${speed} times that of AWS`}. Commands: npm run watchword -- help. End: Ctrl-C`,
  );
  for (const problem of problems.slice(0, 2)) console.log(`  Not added  ${problem}`);
  if (problems.length > 2) console.log(`  Not added  ${problems.length - 2} more feeds`);
  console.log(`ready ${url} pid ${pid}`);
}

function nearPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near || '.';
}

function refuse(problems: readonly string[]): void {
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
}

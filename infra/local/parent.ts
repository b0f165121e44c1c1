/**
 * Whether whoever started this process is still there. npm starts a script by a shell that does nothing but wait for it,
 * and that outlives an npm that was killed: so behind such a shell its own parent is watched too, where the system
 * tells who that is (Linux).
 */
import { readFileSync } from 'node:fs';

/** Remembers who the parents are now. @returns true once one of them is another. */
export function watchParents(): () => boolean {
  const parent = process.ppid;
  const behind = isWaitingShell(parent) ? parentOf(parent) : undefined;
  return () => process.ppid !== parent || (behind !== undefined && parentOf(parent) !== behind);
}

/** `sh -c COMMAND`. */
function isWaitingShell(pid: number): boolean {
  const [, option] = (readProc(pid, 'cmdline') ?? '').split('\0');
  return option === '-c';
}

/** The second field after the name, which stands in parentheses and may hold any (proc_pid_stat(5)). */
function parentOf(pid: number): number | undefined {
  const stat = readProc(pid, 'stat');
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Undefined where there is no such file: the process is gone, or the system is another. */
function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

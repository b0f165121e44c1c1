/**
 * One trip to the disk for all batches that wait for it: what comes while a batch is being written goes with the next
 * one. A sync takes from a tenth of a millisecond to a tenth of a second, and LevelDB would make one for each few.
 * Each batch stays whole, since batches that are written together are written as one.
 */
import type { Level, LevelWrite } from './engine.ts';

/** Writes a batch; resolves when the disk has it. */
export type GroupCommit = (writes: readonly LevelWrite[]) => Promise<void>;

/** Batches that wait at the same time must not touch the same keys: whoever writes an item holds its lock. */
export function createGroupCommit(level: Pick<Level, 'batch'>): GroupCommit {
  let waiting: LevelWrite[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  async function writeAfter(earlier: Promise<void>): Promise<void> {
    // A batch that failed fails its own requests, not those after it.
    await earlier.catch(() => {});
    const writes = waiting;
    waiting = [];
    next = undefined;
    await level.batch(writes, { sync: true });
  }

  return (writes) => {
    waiting.push(...writes);
    if (!next) {
      next = writeAfter(last);
      last = next;
    }
    return next;
  };
}

/**
 * Ranges of rows: key prefixes, reading by the hundred, and the old-style stream that the engine listens to.
 */
import { Stream } from 'node:stream';
import type { KeyRange, LevelIterator } from './engine.ts';

/** How many rows a range read takes from LevelDB at a time. */
const CHUNK_ROWS = 100;

/** The keys under a prefix, narrowed by a range of what follows it. */
export function within(prefix: string, { gt, gte, lt, lte, ...rest }: KeyRange): KeyRange {
  const from = gt !== undefined ? { gt: prefix + gt } : { gte: prefix + (gte ?? '') };
  const to = lte !== undefined ? { lte: prefix + lte } : { lt: prefix + (lt ?? '\u{10ffff}') };
  return { ...from, ...to, ...rest };
}

/** All rows of an iterator, by the hundred; closes it at the end and when left early. */
export async function* chunks<Row>(iterator: LevelIterator<Row>): AsyncGenerator<Row[], void> {
  try {
    for (;;) {
      const rows = await iterator.nextv(CHUNK_ROWS);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await iterator.close();
  }
}

/**
 * The rows as the old-style stream that the engine listens to; it calls `destroy` when it has enough.
 * What a listener throws becomes an `error` event, which fails this request and no other.
 */
export function streamOf<Row>(
  iterator: LevelIterator<Row>,
  visit: (row: Row) => unknown,
): NodeJS.EventEmitter {
  let stopped = false;
  const stream = Object.assign(new Stream(), {
    destroy() {
      stopped = true;
    },
  });
  async function pump(): Promise<void> {
    try {
      for await (const rows of chunks<Row>(iterator)) {
        for (const row of rows) {
          if (stopped) return;
          stream.emit('data', visit(row));
        }
      }
      stream.emit('end');
    } catch (error) {
      stream.emit('error', error);
    }
  }
  void pump();
  return stream;
}

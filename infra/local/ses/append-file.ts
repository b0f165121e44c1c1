/**
 * A file of lines that only grows. A line that was appended is on the disk; one that a crash cut off is dropped when
 * the file is opened again, so each line is there whole or not at all.
 */
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where a line stands, in bytes, without its line end. */
export type Place = { readonly offset: number; readonly length: number };

export type AppendFile = {
  /** Resolves once the line is on the disk; lines of the same moment share one write and one sync. */
  append(line: string): Promise<Place>;
  read(place: Place): Promise<string>;
  close(): Promise<void>;
};

type Waiting = {
  readonly bytes: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

const LINE_END = 0x0a;
/** Mail holds addresses and links that act: for its owner's eyes. */
const PRIVATE = 0o600;

/**
 * Opens the file, made if missing. @returns the lines that are there, with their places.
 */
export async function openAppendFile(
  path: string,
): Promise<{ readonly file: AppendFile; readonly lines: readonly (Place & { readonly text: string })[] }> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a+', PRIVATE);
  const content = await handle.readFile();
  const end = content.lastIndexOf(LINE_END) + 1;
  if (end < content.length) await handle.truncate(end);
  await syncFolder(path);
  return { file: appendTo(handle, end), lines: linesOf(content.subarray(0, end)) };
}

/** Puts these lines in the place of all that the file holds; a crash leaves the old or the new, whole. */
export async function rewriteFile(path: string, lines: readonly string[]): Promise<void> {
  const fresh = `${path}.new`;
  const handle = await open(fresh, 'w', PRIVATE);
  try {
    for (const line of lines) await handle.write(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, path);
  await syncFolder(path);
}

function appendTo(handle: FileHandle, size: number): AppendFile {
  let end = size;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let broken: { readonly error: unknown } | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        // Half a line may stand at the end after a failure: a further one would make it part of the file.
        if (broken) throw broken.error;
        await handle.appendFile(Buffer.concat(batch.map(({ bytes }) => bytes)));
        await handle.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        broken = { error };
        for (const { reject } of batch) reject(error);
      }
    }
    writing = undefined;
  }

  return {
    async append(line) {
      const bytes = Buffer.from(`${line}\n`);
      const place = { offset: end, length: bytes.length - 1 };
      end += bytes.length;
      const written = new Promise<void>((resolve, reject) => waiting.push({ bytes, resolve, reject }));
      writing ??= writeAll();
      await written;
      return place;
    },
    async read({ offset, length }) {
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.toString();
    },
    async close() {
      await writing;
      await handle.close();
    },
  };
}

function linesOf(content: Buffer) {
  const lines: (Place & { readonly text: string })[] = [];
  for (let offset = 0; offset < content.length; ) {
    const length = content.indexOf(LINE_END, offset) - offset;
    lines.push({ offset, length, text: content.toString('utf8', offset, offset + length) });
    offset += length + 1;
  }
  return lines;
}

/** A file's name is on the disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

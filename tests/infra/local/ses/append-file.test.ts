import { appendFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAppendFile, rewriteFile } from '../../../../infra/local/ses/append-file.ts';
import { folderForTest } from './support.ts';

async function linesOf(path: string) {
  const { file, lines } = await openAppendFile(path);
  await file.close();
  return lines.map(({ text }) => text);
}

describe('a file of lines', () => {
  it('holds what was appended at once, in order, each where it says', async () => {
    const path = join(await folderForTest(), 'deep', 'lines');
    const { file } = await openAppendFile(path);
    const texts = Array.from({ length: 50 }, (_, n) => `Zeile ${n} · ${'ü'.repeat(n)}`);
    const places = await Promise.all(texts.map((text) => file.append(text)));
    expect(await Promise.all(places.map((place) => file.read(place)))).toEqual(texts);
    await file.close();
    expect(await linesOf(path)).toEqual(texts);
  });

  it('cut off anywhere holds the lines before the cut, and goes on with whole ones', async () => {
    const folder = await folderForTest();
    const texts = ['first', '', 'third ü', 'fourth'];
    const whole = `${texts.join('\n')}\n`;
    const bytes = Buffer.byteLength(whole);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes }), async (cut) => {
        const path = join(folder, `${run++}`);
        await appendFile(path, whole);
        await truncate(path, cut);
        const kept = Buffer.from(whole).subarray(0, cut).toString('latin1').split('\n').length - 1;
        const { file, lines } = await openAppendFile(path);
        expect(lines.map(({ text }) => text)).toEqual(texts.slice(0, kept));
        await file.append('next');
        await file.close();
        expect(await linesOf(path)).toEqual([...texts.slice(0, kept), 'next']);
      }),
      { numRuns: 30 },
    );
  });

  it('is rewritten whole', async () => {
    const path = join(await folderForTest(), 'lines');
    await appendFile(path, 'old\n');
    await rewriteFile(path, ['a', 'b']);
    expect(await readFile(path, 'utf8')).toBe('a\nb\n');
  });
});

/** Every capture of real and hand-made feeds, and every hostile file, ends in an outcome, in bounded time. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from './read-feed.ts';

/** Generous: the largest takes about 0.3 s on an idle core, and the suite's machine is not idle. */
const MAX_CPU_MS = 5_000;

function filesUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => statSync(path).isFile() && !/(?:README\.md|MANIFEST\.json|LICENSE[^/]*)$/.test(path));
}

async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const captures = filesUnder('../shared/feeds');
const hostile = filesUnder('../shared/hostile');

describe.skipIf(captures.length === 0)('the captures of feeds (needs ../shared)', () => {
  it('are all there', () => {
    expect(captures.length).toBeGreaterThan(250);
  });

  it.each(captures)('%s is read', async (path) => {
    const body = readFileSync(path);
    let result: Awaited<ReturnType<typeof read>> | undefined;
    const spent = await cpuMs(async () => {
      result = await read(body);
    });
    expect(result?.kind).toBe('feed');
    expect(spent).toBeLessThan(MAX_CPU_MS);
  });
});

describe.skipIf(hostile.length === 0)('hostile files (need ../shared)', () => {
  it.each(hostile)('%s ends in an outcome', async (path) => {
    const text = readFileSync(path);
    const inItem = Buffer.concat([
      Buffer.from('<rss version="2.0"><channel><item><title>before</title></item><item><description>'),
      text,
      Buffer.from('</description></item><item><title>after</title></item></channel></rss>'),
    ]);
    const spent = await cpuMs(async () => {
      expect((await read(text)).kind).toMatch(/^(?:feed|not-a-feed)$/);
      expect((await read(inItem)).kind).toBe('feed');
    });
    expect(spent).toBeLessThan(MAX_CPU_MS);
  });
});

import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findRunning, readRunning, removeRunning, writeRunning } from '../../../infra/local/running.ts';
import { newFolder } from './folder.ts';

async function serving(health: unknown): Promise<string> {
  const server: Server = createServer((_, response) => response.end(JSON.stringify(health)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function written(url: string) {
  const path = join(await newFolder(), 'local.json');
  const running = { url, pid: 4711, dynamodb: 'http://127.0.0.1:1', ses: null };
  await writeRunning(path, running);
  return { path, running };
}

it('believes a file whose service answers with the same pid', async () => {
  const { path, running } = await written(await serving({ status: 'ok', pid: 4711 }));
  expect(await findRunning(path)).toEqual(running);
});

it.each([
  ['another pid', { status: 'ok', pid: 4712 }],
  ['no pid', { status: 'ok' }],
  ['no object', 'hello'],
])('does not believe one whose address answers with %s', async (_, health) => {
  const { path } = await written(await serving(health));
  expect(await findRunning(path)).toBeUndefined();
});

it('does not believe one at whose address nobody answers, but can read it', async () => {
  const { path, running } = await written('http://127.0.0.1:9');
  expect(await findRunning(path)).toBeUndefined();
  expect(await readRunning(path)).toEqual(running);
});

it.each(['', '{', 'null', '[]', '{"url":"x","pid":1,"dynamodb":"","ses":null}'])(
  'takes the content %j for no file',
  async (content) => {
    const path = join(await newFolder(), 'local.json');
    await writeFile(path, content);
    expect(await readRunning(path)).toBeUndefined();
  },
);

it('is gone once removed, and may be removed again', async () => {
  const { path } = await written('http://127.0.0.1:9');
  await removeRunning(path);
  await removeRunning(path);
  expect(await readRunning(path)).toBeUndefined();
});

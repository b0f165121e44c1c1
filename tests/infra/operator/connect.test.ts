import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { addFeed, listFeeds } from '../../../functions/pipeline/feeds.ts';
import { connect, filesFrom } from '../../../infra/operator/connect.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-connect-'));
  folders.push(folder);
  return folder;
}

async function connected(dataDir: string) {
  const connection = await connect({ DATA_DIR: dataDir }, '/');
  if (connection.kind === 'problem') throw new Error(connection.problem.message);
  return connection.service;
}

it('opens the data folder itself when nothing runs on it, and keeps what was written', async () => {
  const folder = await newFolder();
  const first = await connected(folder);
  await addFeed(first, { url: 'https://example.org/feed' });
  await first.close();
  const second = await connected(folder);
  expect(await listFeeds(second)).toHaveLength(1);
  expect(second.where).toBe(`the data in ${folder}`);
  await second.close();
});

it('does not believe a file that a dead service left behind', async () => {
  const folder = await newFolder();
  const left = { url: 'http://127.0.0.1:9', pid: process.pid, dynamodb: 'http://127.0.0.1:9', ses: null };
  await writeFile(join(folder, 'local.json'), JSON.stringify(left));
  const service = await connected(folder);
  expect(service.where).toBe(`the data in ${folder}`);
  await service.close();
});

it('makes the keys of a new folder once', async () => {
  const folder = await newFolder();
  const first = await connected(folder);
  expect(await first.makeKeys()).toBe('created');
  const keys = await readFile(join(folder, 'keys.json'), 'utf8');
  await first.close();
  const second = await connected(folder);
  expect(await second.makeKeys()).toBe('there');
  expect(await readFile(join(folder, 'keys.json'), 'utf8')).toBe(keys);
  await second.close();
});

it('names the variable that is wrong', async () => {
  expect(await connect({ PORT: 'x' }, '/')).toMatchObject({
    kind: 'problem',
    problem: { message: expect.stringContaining('PORT is "x"') },
  });
});

it('reads files from where npm was called', () => {
  const environment = { npm_lifecycle_event: 'watchword', INIT_CWD: '/home/somebody' };
  expect(filesFrom(environment, '/project')).toBe('/home/somebody');
  expect(filesFrom({ ...environment, npm_lifecycle_event: 'test' }, '/project')).toBe('/project');
});

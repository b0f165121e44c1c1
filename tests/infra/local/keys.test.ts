import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { systemRandom } from '../../../functions/adapters/system/random.ts';
import { dataFolder } from '../../../infra/local/data-folder.ts';
import { openKeys } from '../../../infra/local/keys.ts';
import { newFolder } from './folder.ts';

const open = (dataDir: string) => openKeys(dataFolder(dataDir), systemRandom);
const mode = async (path: string) => (await stat(path)).mode & 0o777;

it('a first start makes keys that only their owner may read', async () => {
  const dataDir = await newFolder();
  const { keyring, made } = await open(`${dataDir}/new`);
  expect(made).toBe(true);
  expect(keyring.addressHash).toHaveLength(32);
  expect(await mode(dataFolder(`${dataDir}/new`).keys)).toBe(0o600);
});

it('a later start reads the same keys', async () => {
  const dataDir = await newFolder();
  const first = await open(dataDir);
  expect(await open(dataDir)).toEqual({ keyring: first.keyring, made: false });
});

it('starts that race agree on the keys of one', async () => {
  const dataDir = await newFolder();
  const opened = await Promise.all(Array.from({ length: 8 }, () => open(dataDir)));
  expect(opened.filter(({ made }) => made)).toHaveLength(1);
  for (const { keyring } of opened) expect(keyring).toEqual(opened[0]?.keyring);
});

it('closes a file that others may read', async () => {
  const dataDir = await newFolder();
  await open(dataDir);
  await chmod(dataFolder(dataDir).keys, 0o644);
  await open(dataDir);
  expect(await mode(dataFolder(dataDir).keys)).toBe(0o600);
});

it('makes no new keys beside data that only the old ones open', async () => {
  const dataDir = await newFolder();
  await mkdir(dataFolder(dataDir).database);
  await expect(open(dataDir)).rejects.toThrow(/is missing.*Put it back, or delete the folder/);
});

it('quotes nothing of a file that is broken', async () => {
  const dataDir = await newFolder();
  await open(dataDir);
  const { keys } = dataFolder(dataDir);
  const secret = (await readFile(keys, 'utf8')).slice(40, 60);
  await writeFile(keys, (await readFile(keys, 'utf8')).replace('"addressHash"', '"addressHush"'));
  const fault = await open(dataDir).catch((error: unknown) => error);
  expect(String(fault)).toContain('does not hold the keys');
  expect(JSON.stringify([fault, String(fault), (fault as Error).cause])).not.toContain(secret);
});

/** A database and a folder that end with the test which asked for them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type DynamoOptions, startDynamo } from '../../../../infra/local/dynamodb/server.ts';
import { clientOf } from './client.ts';

export async function startForTest(options: DynamoOptions = {}) {
  const dynamo = await startDynamo(options);
  const client = clientOf(dynamo.url);
  onTestFinished(async () => {
    client.destroy();
    await dynamo.close();
  });
  return { dynamo, client };
}

export async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-dynamodb-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

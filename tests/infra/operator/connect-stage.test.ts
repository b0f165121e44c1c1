/** The path to a deployment through the real SDK: a stand-in for SSM on loopback, the embedded database as DynamoDB. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { status } from '../../../functions/pipeline/status.ts';
import { startDynamo } from '../../../infra/local/dynamodb/server.ts';
import { connect } from '../../../infra/operator/connect.ts';

const parameters = new Map<string, string>();
const ssm = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const input = JSON.parse(Buffer.concat(chunks).toString()) as {
    Names?: string[];
    Name?: string;
    Value?: string;
  };
  const found = (input.Names ?? []).filter((name) => parameters.has(name));
  if (input.Name !== undefined && input.Value !== undefined) parameters.set(input.Name, input.Value);
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(JSON.stringify({ Parameters: found.map((Name) => ({ Name, Value: parameters.get(Name) })) }));
});

let dynamo: Awaited<ReturnType<typeof startDynamo>>;
beforeAll(async () => {
  dynamo = await startDynamo();
  await new Promise<void>((resolve) => ssm.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${(ssm.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', dynamo.url);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(() => parameters.clear());
afterAll(async () => {
  vi.unstubAllEnvs();
  ssm.closeAllConnections();
  ssm.close();
  await dynamo.close();
});

it('finds the tables of a deployment by what its stack publishes', async () => {
  parameters.set('/watchword/prod/STATE_TABLE', 'state');
  parameters.set('/watchword/prod/NEWS_TABLE', 'news');
  const connection = await connect({ WATCHWORD_STAGE: 'prod' }, '/');
  if (connection.kind === 'problem') throw new Error(connection.problem.message);
  const { service } = connection;
  expect(service.where).toBe('the deployment prod');
  expect(await status(service)).toMatchObject({ feeds: 0, send: 'off', signUp: 'closed' });
  await expect(service.keyring()).rejects.toThrow('npm run watchword -- init');
  expect(await service.makeKeys()).toBe('created');
  expect((await service.keyring()).addressHash).toHaveLength(32);
  await service.close();
});

it('says how to deploy what is not there', async () => {
  expect(await connect({ WATCHWORD_STAGE: 'prod' }, '/')).toMatchObject({
    kind: 'problem',
    problem: { kind: 'not-deployed', suggestion: 'WATCHWORD_STAGE=prod npx cdk deploy' },
  });
});

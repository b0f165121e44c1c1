/** A deployment on AWS, found by the parameters that its stack publishes; region and credentials are the SDK's own sources'. */
import { createDynamoClient } from '../../functions/adapters/dynamodb/client.ts';
import { createDynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { createKeys, createSsmClient, loadKeyring } from '../../functions/adapters/ssm/keyring.ts';
import { readParameters } from '../../functions/adapters/ssm/parameters.ts';
import { systemClock } from '../../functions/adapters/system/clock.ts';
import { systemRandom } from '../../functions/adapters/system/random.ts';
import { parameterPath } from '../../functions/handlers/env.ts';
import type { Connection } from './connect.ts';

export async function connectStage(stage: string): Promise<Connection> {
  const ssm = createSsmClient();
  const path = parameterPath(stage);
  const names = ['STATE_TABLE', 'NEWS_TABLE'] as const;
  const { STATE_TABLE: state, NEWS_TABLE: news } = await readParameters({ client: ssm, path, names });
  if (state === undefined || news === undefined) return notDeployed(stage, path);
  const client = createDynamoClient();
  return {
    kind: 'connected',
    service: {
      store: createDynamoStore({ client, tables: { state, news } }),
      clock: systemClock,
      random: systemRandom,
      where: `the deployment ${stage}`,
      keyring: () => loadKeyring({ client: ssm, path }),
      makeKeys: () => createKeys({ client: ssm, path, random: systemRandom }),
      async close() {
        client.destroy();
        ssm.destroy();
      },
    },
  };
}

function notDeployed(stage: string, path: string): Connection {
  return {
    kind: 'problem',
    problem: {
      kind: 'not-deployed',
      message: `There is no deployment "${stage}" in this account and region: it would have published ${path}/STATE_TABLE.`,
      expected:
        'the WATCHWORD_STAGE of a deployment, with the AWS_PROFILE and AWS_REGION that it was deployed with',
      suggestion: `WATCHWORD_STAGE=${stage} npx cdk deploy`,
    },
  };
}

/**
 * Starts polls and digests as asynchronous Lambda invocations. An accepted call is queued by Lambda for at most a
 * minute and tried once; what is lost there comes back by its due time.
 */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Invoker } from '../../ports/invoker.ts';

/** Fast, because a tick makes up to 408 of these calls (4 × 100 groups, 8 digest shards) and lives 30 s. */
const CONNECT_MS = 1_000;
const CALL_MS = 3_000;

/** A client whose calls end in time. Region and credentials are those of the function. */
export function createLambdaClient(): LambdaClient {
  return new LambdaClient({
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: CALL_MS,
      throwOnRequestTimeout: true,
    },
  });
}

/** @param deps Names or ARNs of the two functions. */
export function createLambdaInvoker(deps: {
  readonly client: Pick<LambdaClient, 'send'>;
  readonly pollFunction: string;
  readonly digestFunction: string;
}): Invoker {
  const { client, pollFunction, digestFunction } = deps;
  const invoke = async (name: string, event: object): Promise<void> => {
    await client.send(
      new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: JSON.stringify(event) }),
    );
  };
  return {
    poll: (gid) => invoke(pollFunction, { gid }),
    digest: (shard) => invoke(digestFunction, { shard }),
  };
}

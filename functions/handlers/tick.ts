/** Lambda entry: EventBridge Scheduler, every minute. */
import { createLambdaClient, createLambdaInvoker } from '../adapters/lambda/invoker.ts';
import { tick } from '../pipeline/tick.ts';
import { base, env } from './runtime.ts';

const client = createLambdaClient();

export const handler = (): Promise<unknown> =>
  tick({
    ...base(),
    invoker: createLambdaInvoker({
      client,
      pollFunction: env('POLL_FUNCTION'),
      digestFunction: env('DIGEST_FUNCTION'),
    }),
  });

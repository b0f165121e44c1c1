/**
 * The keys that links and addresses are protected with. CloudFormation cannot make SecureString parameters, so the
 * operator's `init` does; the stack only says who may read them.
 */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { parameterPath } from '../../../functions/handlers/env.ts';
import type { StageFunction } from './stage-function.ts';

/** Lets `fn` read the stage's keys, and says where they are. AWS's own key for SSM decrypts for whoever may read. */
export function grantKeys(stage: string, fn: StageFunction): void {
  const path = parameterPath(stage);
  fn.allow(
    new PolicyStatement({
      actions: ['ssm:GetParameters'],
      resources: [
        Stack.of(fn).formatArn({
          service: 'ssm',
          resource: 'parameter',
          resourceName: `${path.slice(1)}/keys/*`,
        }),
      ],
    }),
  );
  fn.set('PARAMETER_PATH', path);
}

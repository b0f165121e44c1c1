/**
 * What the operator's command line must know of a deployment: the functions' own environment, as parameters
 * `/watchword/STAGE/NAME`. Physical names are CloudFormation's, so nobody types them.
 */
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { type EnvironmentName, parameterPath } from '../../../functions/handlers/env.ts';

export type PublishedValues = Readonly<Record<Exclude<EnvironmentName, 'PARAMETER_PATH'>, string>>;

export class Published extends Construct {
  constructor(scope: Construct, id: string, { stage, values }: { stage: string; values: PublishedValues }) {
    super(scope, id);
    for (const [name, stringValue] of Object.entries(values)) {
      new StringParameter(this, name, { parameterName: `${parameterPath(stage)}/${name}`, stringValue });
    }
  }
}

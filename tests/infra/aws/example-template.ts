/** The example stage as CloudFormation, without bundles: one synthesis for a whole test file. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { STAGES, type StageConfig } from '../../../infra/aws/config.ts';
import { WatchwordStack } from '../../../infra/aws/stack.ts';

export function exampleTemplate(): Template {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const config = STAGES.example as StageConfig;
  return Template.fromStack(new WatchwordStack(app, 'watchword-example', { stage: 'example', config }));
}

/**
 * Synthesizes one stage: `npx cdk synth`, `npx cdk deploy`. WATCHWORD_STAGE names it, infra/aws/config.ts describes
 * it. Needs no network, no Docker and no credentials.
 */
import { App } from 'aws-cdk-lib';
import { readStage } from './config.ts';
import { WatchwordStack } from './stack.ts';

const stage = readStage();
if (stage.kind === 'mistaken') {
  console.error(stage.text);
  process.exitCode = 1;
} else {
  const app = new App();
  new WatchwordStack(app, `watchword-${stage.name}`, { stage: stage.name, config: stage.config });
  app.synth();
}

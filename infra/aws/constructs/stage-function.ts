/**
 * One Lambda function of the flow: an entry point of functions/handlers, its own role that may at first only write
 * its own log, and no retries of Lambda's, because the due index brings lost work back.
 */
import { AssetHashType, DockerImage, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../../functions/handlers/env.ts';
import { bundleHandler, HANDLERS_DIR, type HandlerName } from './bundle.ts';

export type StageFunctionProps = {
  readonly handler: HandlerName;
  readonly description: string;
  /** MB; CPU comes with it, a whole one at 1,769. */
  readonly memory: number;
  /** The work's own budget plus its longest last step, so that a run ends itself. */
  readonly timeout: Duration;
  readonly logRetention: RetentionDays;
};

export class StageFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: StageFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Given by hand: the role that CDK would make may write every log group of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundled(props.handler),
      memorySize: props.memory,
      timeout: props.timeout,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
    });
  }

  /** A permission of this function alone. */
  allow(statement: PolicyStatement): void {
    this.lambda.addToRolePolicy(statement);
  }

  set(name: EnvironmentName, value: string): void {
    this.lambda.addEnvironment(name, value);
  }

  setAll(values: Readonly<Partial<Record<EnvironmentName, string>>>): void {
    for (const [name, value] of Object.entries(values)) this.lambda.addEnvironment(name, value);
  }

  /** Lets this function start `other`, whose name it finds in the variable `name`. */
  mayInvoke(other: StageFunction, name: EnvironmentName): void {
    this.allow(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [other.lambda.functionArn] }),
    );
    this.set(name, other.lambda.functionName);
  }
}

/** CDK's own way to bundle, so that tests can leave bundling out; esbuild runs in this process and needs no Docker. */
function bundled(handler: HandlerName): Code {
  return Code.fromAsset(HANDLERS_DIR, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('unused'),
      // CDK remembers bundles by their options without functions: without this all five would be the first one's.
      command: [handler],
      local: {
        tryBundle(outDir) {
          bundleHandler(handler, outDir);
          return true;
        },
      },
    },
  });
}

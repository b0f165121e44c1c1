/** The tick: once a minute, tried once. A tick that is late is worth nothing, the next one sees the same due rows. */
import { Duration } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { StageFunction } from './stage-function.ts';

export function everyMinute(scope: Construct, id: string, tick: StageFunction): Schedule {
  return new Schedule(scope, id, {
    description: 'Watchword looks for due work',
    schedule: ScheduleExpression.rate(Duration.minutes(1)),
    target: new LambdaInvoke(tick.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
  });
}

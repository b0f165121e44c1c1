/**
 * What wakes the operator, by mail. Each alarm names its heading in docs/operations.md: what it means, what to do.
 */
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageFunction } from './stage-function.ts';

export type AlarmsProps = {
  readonly operatorAddress: string;
  readonly tick: StageFunction;
  readonly deadLetters: IQueue;
};

export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { operatorAddress, tick, deadLetters }: AlarmsProps) {
    super(scope, id);
    const topic = new Topic(this, 'Topic');
    topic.addSubscription(new EmailSubscription(operatorAddress));
    const action = new SnsAction(topic);
    const add = (name: string, heading: string, metric: IMetric, condition: Condition) =>
      new Alarm(this, name, {
        alarmDescription: `See docs/operations.md, "${heading}".`,
        metric,
        evaluationPeriods: 1,
        ...condition,
      }).addAlarmAction(action);

    add(
      'TickMissing',
      'Alarm: tick missing',
      tick.lambda.metricInvocations({ period: Duration.minutes(10), statistic: 'Sum' }),
      // Ten are due in ten minutes, and one may be lost without harm.
      { threshold: 5, comparisonOperator: LESS, treatMissingData: TreatMissingData.BREACHING },
    );
    add(
      'DeadLetters',
      'Alarm: dead letters',
      deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      { threshold: 1, comparisonOperator: AT_LEAST, treatMissingData: TreatMissingData.NOT_BREACHING },
    );
  }
}

type Condition = {
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: TreatMissingData;
};

const LESS = ComparisonOperator.LESS_THAN_THRESHOLD;
const AT_LEAST = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;

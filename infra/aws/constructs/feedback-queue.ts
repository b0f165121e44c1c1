/**
 * The way of SES's events: topic, queue, dead letters. The only queue of Watchword, because these events come from
 * outside and once; all other work has a row with a due time.
 */
import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageFunction } from './stage-function.ts';

/** AWS asks for at least six times the function's timeout, so that a message is not handed out twice. */
const VISIBILITY_PER_TIMEOUT = 6;
/** A message that failed five times, over about 15 minutes, needs a person. */
const MAX_RECEIVES = 5;

export type FeedbackQueueProps = {
  readonly consumer: StageFunction;
  /** Of the consumer. */
  readonly timeout: Duration;
};

export class FeedbackQueue extends Construct {
  /** SES publishes here. */
  readonly topic: Topic;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { consumer, timeout }: FeedbackQueueProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic');
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    const queue = new Queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * VISIBILITY_PER_TIMEOUT),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.topic.addSubscription(
      new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: this.deadLetters }),
    );
    // Without a maximum concurrency: with one, Lambda never polls with fewer than five pollers, and they are billed.
    consumer.lambda.addEventSource(
      new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }),
    );
  }
}

/**
 * One deployment of Watchword, in the order of its flow: the tick starts polls and digests, digests mail, SES's
 * events come back, people use the site. The functions run the same stages that the local runner does.
 */
import { Annotations, CfnParameter, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { StageConfig } from './config.ts';
import { Alarms } from './constructs/alarms.ts';
import { Api } from './constructs/api.ts';
import { DnsRecords } from './constructs/dns.ts';
import { FeedbackQueue } from './constructs/feedback-queue.ts';
import { grantKeys } from './constructs/keys.ts';
import { Mail } from './constructs/mail.ts';
import { printNextSteps } from './constructs/next-steps.ts';
import { Published } from './constructs/published.ts';
import { everyMinute } from './constructs/schedule.ts';
import { StageFunction } from './constructs/stage-function.ts';
import { Tables } from './constructs/tables.ts';

export type WatchwordStackProps = StackProps & { readonly stage: string; readonly config: StageConfig };

/** Ten SES events, each a few calls to DynamoDB. */
const FEEDBACK_TIMEOUT = Duration.seconds(30);

export class WatchwordStack extends Stack {
  constructor(scope: Construct, id: string, { stage, config, ...props }: WatchwordStackProps) {
    super(scope, id, { description: 'Watchword: keyword alerts from any news feed', ...props });
    Tags.of(this).add('watchword:stage', stage);
    if (config.mail.domain.endsWith('.example.com')) {
      const remedy = 'copy it in infra/aws/config.ts under a name of your own before you deploy';
      Annotations.of(this).addWarningV2('watchword:example', `This stage mails from example.com: ${remedy}`);
    }
    // Without a default: a deploy that does not give it stops before it makes anything.
    const postalAddress = new CfnParameter(this, 'PostalAddress', {
      description: 'Your postal address, on one line: the law asks for it at the foot of every mail',
      minLength: 10,
      maxLength: 200,
    });
    const logRetention = config.logDays;
    const zone = config.hostedZone && importZone(this, config.hostedZone);
    const tables = new Tables(this, 'Tables', config.limits);

    const tick = new StageFunction(this, 'Tick', {
      handler: 'tick',
      description: 'Looks for due work and starts it',
      memory: 256,
      timeout: Duration.seconds(30),
      logRetention,
    });
    const poll = new StageFunction(this, 'Poll', {
      handler: 'poll',
      description: 'Reads the due feeds of one group and stores what matches',
      // Eight documents at once, each up to 5 MiB and ten times that when parsed: 400 MB, beside the pattern index.
      memory: 1_024,
      // 55 s of work, then what was begun: one feed's fetch and its match rows.
      timeout: Duration.seconds(120),
      logRetention,
    });
    const digest = new StageFunction(this, 'Digest', {
      handler: 'digest',
      description: 'Mails the due subscribers of one shard',
      memory: 512,
      // 55 s of work, then what was begun: a slot 10 s away, a mail of at most 10 s, its finalise.
      timeout: Duration.seconds(90),
      logRetention,
    });
    const feedback = new StageFunction(this, 'Feedback', {
      handler: 'feedback',
      description: 'Takes what SES says of the mails',
      memory: 256,
      timeout: FEEDBACK_TIMEOUT,
      logRetention,
    });
    const web = new StageFunction(this, 'Web', {
      handler: 'web',
      description: 'Serves the pages',
      memory: 512,
      // The HTTP API gives up after 30 s.
      timeout: Duration.seconds(25),
      logRetention,
    });

    everyMinute(this, 'EveryMinute', tick);
    tick.mayInvoke(poll, 'POLL_FUNCTION');
    tick.mayInvoke(digest, 'DIGEST_FUNCTION');
    tables.grant('tick', tick);
    tables.grant('poll', poll);
    tables.grant('digest', digest);
    tables.grant('feedback', feedback);
    tables.grant('web', web);

    const events = new FeedbackQueue(this, 'Events', { consumer: feedback, timeout: FEEDBACK_TIMEOUT });
    const mail = new Mail(this, 'Mail', { config: config.mail, events: events.topic });
    const api = new Api(this, 'Pages', { web, domain: config.web, zone, logRetention });
    mail.grantSend(digest, 'digest');
    mail.grantSend(web, 'transactional');

    const sender = {
      SENDER_NAME: config.senderName,
      DIGEST_FROM: mail.digestFrom,
      TRANSACTIONAL_FROM: mail.transactionalFrom,
      POSTAL_ADDRESS: postalAddress.valueAsString,
      BASE_URL: api.baseUrl,
    };
    // Hosts see who asks, and where to complain.
    poll.set('BASE_URL', api.baseUrl);
    for (const fn of [digest, feedback, web]) {
      fn.setAll(sender);
      grantKeys(stage, fn);
    }

    new Alarms(this, 'Alarms', {
      operatorAddress: config.operatorAddress,
      tick,
      deadLetters: events.deadLetters,
    });
    new Published(this, 'Published', {
      stage,
      values: {
        ...sender,
        STATE_TABLE: tables.state.tableName,
        NEWS_TABLE: tables.news.tableName,
        POLL_FUNCTION: poll.lambda.functionName,
        DIGEST_FUNCTION: digest.lambda.functionName,
        CONFIGURATION_SET: mail.configurationSet.configurationSetName,
      },
    });
    const records = [...mail.dnsRecords(config.operatorAddress), ...api.dnsRecords];
    if (zone) new DnsRecords(this, 'Dns', zone, records);
    printNextSteps(this, { stage, baseUrl: api.baseUrl, records: zone ? [] : records });
  }
}

function importZone(scope: Construct, { id, name }: NonNullable<StageConfig['hostedZone']>): IHostedZone {
  return PublicHostedZone.fromPublicHostedZoneAttributes(scope, 'Zone', { hostedZoneId: id, zoneName: name });
}

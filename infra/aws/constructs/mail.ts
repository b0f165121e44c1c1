/**
 * Outgoing mail: the SES identity of the mail domain, and the configuration set that all mail goes through. Its
 * events go to the feedback topic; they are also the evidence that a mail was taken.
 */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { DnsRecord } from './dns.ts';
import type { StageFunction } from './stage-function.ts';

export type MailProps = { readonly config: StageConfig['mail']; readonly events: ITopic };

export class Mail extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  readonly digestFrom: string;
  readonly transactionalFrom: string;
  readonly #config: StageConfig['mail'];

  constructor(scope: Construct, id: string, { config, events }: MailProps) {
    super(scope, id);
    this.#config = config;
    this.digestFrom = `${config.digestFrom}@${config.domain}`;
    this.transactionalFrom = `${config.transactionalFrom}@${config.domain}`;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // Watchword keeps its own: SES accepts mail to an address on its list, says "sent", and delivers nothing.
      disableSuppressionList: true,
      reputationMetrics: true,
    });
    this.configurationSet.addEventDestination('Events', {
      destination: EventDestination.snsTopic(events),
      // No opens and no clicks: Watchword does not track.
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(config.domain),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: `bounce.${config.domain}`,
      configurationSet: this.configurationSet,
      // The events above tell of bounces; a second report by mail would go to an address that reads none.
      feedbackForwarding: false,
    });
  }

  /** Lets `fn` send from one address and no other, and names it and the configuration set to it. */
  grantSend(fn: StageFunction, from: 'digest' | 'transactional'): void {
    const stack = Stack.of(this);
    const identityArn = (name: string) =>
      stack.formatArn({ service: 'ses', resource: 'identity', resourceName: name });
    const configurationSetArn = stack.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSet.configurationSetName,
    });
    fn.allow(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        // SES checks both; in the sandbox the recipient's identity as well.
        resources: [
          this.identity.emailIdentityArn,
          configurationSetArn,
          ...this.#config.sandboxRecipients.map(identityArn),
        ],
        conditions: {
          StringEquals: { 'ses:FromAddress': from === 'digest' ? this.digestFrom : this.transactionalFrom },
        },
      }),
    );
    // Knows no resources.
    fn.allow(new PolicyStatement({ actions: ['ses:GetSendQuota'], resources: ['*'] }));
    fn.set('CONFIGURATION_SET', this.configurationSet.configurationSetName);
  }

  /** DKIM signs, MAIL FROM aligns SPF, DMARC says that both should hold; mailbox providers ask for all three. */
  dnsRecords(operatorAddress: string): readonly DnsRecord[] {
    const { domain } = this.#config;
    return [
      ...this.identity.dkimRecords.map(({ name, value }) => ({ name, type: 'CNAME' as const, value })),
      {
        name: `bounce.${domain}`,
        type: 'MX',
        value: `10 feedback-smtp.${Stack.of(this).region}.amazonses.com`,
      },
      { name: `bounce.${domain}`, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
      { name: `_dmarc.${domain}`, type: 'TXT', value: `v=DMARC1; p=none; rua=mailto:${operatorAddress}` },
    ];
  }
}

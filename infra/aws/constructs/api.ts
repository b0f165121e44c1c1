/**
 * The site's way in: an HTTP API that hands every request to the web function. Its log holds no path, because paths
 * carry the tokens of confirm, manage and unsubscribe links, and no address of the visitor.
 */

import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { DnsRecord } from './dns.ts';
import type { StageFunction } from './stage-function.ts';

/** Requests a second, for all visitors together. Mails an hour at 20/s would be 72,000; people need far less. */
const RATE = 20;
/** At once, before the rate counts: a page and what it loads, for about ten people. */
const BURST = 40;

export type ApiProps = {
  readonly web: StageFunction;
  readonly domain: StageConfig['web'];
  readonly zone: IHostedZone | undefined;
  readonly logRetention: RetentionDays;
};

export class Api extends Construct {
  /** Origin of every link, without a slash at the end. */
  readonly baseUrl: string;
  /** What the operator must set for the site's own domain; empty when there is none or the zone has it. */
  readonly dnsRecords: readonly DnsRecord[];

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', {
      description: 'Watchword: subscribe, confirm, manage, unsubscribe',
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('Web', props.web.lambda),
      disableExecuteApiEndpoint: props.domain !== undefined,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: RATE, burstLimit: BURST },
      accessLogSettings: { destination: this.#log(props.logRetention), format: LOG_FORMAT },
    });
    if (!props.domain) {
      this.baseUrl = api.apiEndpoint;
      this.dnsRecords = [];
      return;
    }
    const domain = new DomainName(this, 'Domain', {
      domainName: props.domain.domain,
      certificate: this.#certificate(props.domain, props.zone),
    });
    new ApiMapping(this, 'Mapping', { api, domainName: domain, stage });
    this.baseUrl = `https://${props.domain.domain}`;
    this.dnsRecords = this.#pointTo(domain, props.domain.domain, props.zone);
  }

  #log(retention: RetentionDays): LogGroupLogDestination {
    return new LogGroupLogDestination(
      new LogGroup(this, 'AccessLog', { retention, removalPolicy: RemovalPolicy.DESTROY }),
    );
  }

  /** The configuration was checked: without a certificate of the operator's there is a zone. */
  #certificate(
    { domain, certificateArn }: NonNullable<StageConfig['web']>,
    zone?: IHostedZone,
  ): ICertificate {
    if (certificateArn) return Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    return new Certificate(this, 'Certificate', {
      domainName: domain,
      validation: CertificateValidation.fromDns(zone),
    });
  }

  #pointTo(domain: DomainName, name: string, zone?: IHostedZone): readonly DnsRecord[] {
    if (!zone) return [{ name, type: 'CNAME', value: domain.regionalDomainName }];
    const target = new ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId);
    new ARecord(this, 'Alias', { zone, recordName: `${name}.`, target: RecordTarget.fromAlias(target) });
    return [];
  }
}

const LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    time: '$context.requestTime',
    requestId: '$context.requestId',
    method: '$context.httpMethod',
    status: '$context.status',
    bytes: '$context.responseLength',
    latencyMs: '$context.responseLatency',
    error: '$context.integrationErrorMessage',
  }),
);

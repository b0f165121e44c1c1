import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { exampleTemplate } from './example-template.ts';

const template = exampleTemplate();

const resources = (type: string) => Object.values(template.findResources(type));

describe('the stack', () => {
  it('asks for the postal address, so that a deploy without it stops and names it', () => {
    const { Default } = template.findParameters('PostalAddress').PostalAddress ?? {};
    expect(template.findParameters('PostalAddress').PostalAddress).toBeDefined();
    expect(Default).toBeUndefined();
  });

  it('runs five functions on Node 24 and arm64', () => {
    const functions = resources('AWS::Lambda::Function');
    expect(functions).toHaveLength(5);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
    }
  });

  it('lets Lambda retry nothing, because the due index brings lost work back', () => {
    const configs = resources('AWS::Lambda::EventInvokeConfig');
    expect(configs).toHaveLength(5);
    for (const { Properties } of configs) expect(Properties.MaximumRetryAttempts).toBe(0);
  });

  it('ticks every minute, once', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      Target: Match.objectLike({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } }),
    });
  });

  it('keeps both tables from being deleted, and the one that cannot be had again recoverable', () => {
    const tables = resources('AWS::DynamoDB::Table');
    expect(tables).toHaveLength(2);
    for (const { Properties, DeletionPolicy } of tables) {
      expect(Properties).toMatchObject({ DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' });
      expect(DeletionPolicy).toBe('Retain');
    }
    template.resourcePropertiesCountIs(
      'AWS::DynamoDB::Table',
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      1,
    );
  });

  it('gives every queue a dead-letter queue but the dead letters themselves', () => {
    const [withLetters, without] = [true, false].map((has) =>
      resources('AWS::SQS::Queue').filter(({ Properties }) => Boolean(Properties.RedrivePolicy) === has),
    );
    expect(withLetters).toHaveLength(1);
    expect(without).toHaveLength(1);
  });

  it('requires TLS of mail servers and leaves suppression to Watchword', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: [] },
    });
  });

  it('follows no opens and no clicks', () => {
    for (const { Properties } of resources('AWS::SES::ConfigurationSetEventDestination')) {
      const events: readonly string[] = Properties.EventDestination.MatchingEventTypes;
      expect(events).not.toContain('open');
      expect(events).not.toContain('click');
    }
  });

  it('logs no path of a request, because paths carry tokens', () => {
    const [stage] = resources('AWS::ApiGatewayV2::Stage');
    expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/path|routeKey|sourceIp/i);
  });

  it('names in each alarm its heading of docs/operations.md, and no heading is without an alarm', () => {
    const named = resources('AWS::CloudWatch::Alarm').map(
      ({ Properties }) => /docs\/operations\.md, "(Alarm: .+)"/.exec(Properties.AlarmDescription)?.[1],
    );
    const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
    const headings = [...page.matchAll(/^## (Alarm: .+)$/gm)].map(([, heading]) => heading);
    expect(named.length).toBeGreaterThan(0);
    expect(named.sort()).toEqual(headings.sort());
  });

  it('says after a deploy what to do next, in order', () => {
    const outputs = template.findOutputs('*');
    expect(Object.keys(outputs)).toEqual(
      expect.arrayContaining(['Site', 'Dns1', 'Step1', 'Step2', 'Step5', 'Step6']),
    );
    expect(outputs.Step2?.Value).toBe('Make the keys: WATCHWORD_STAGE=example npm run watchword -- init');
  });

  it('publishes what the command line needs under the path of the stage', () => {
    const names = resources('AWS::SSM::Parameter').map(({ Properties }) => Properties.Name);
    expect(names).toEqual(
      expect.arrayContaining([
        '/watchword/example/STATE_TABLE',
        '/watchword/example/NEWS_TABLE',
        '/watchword/example/BASE_URL',
      ]),
    );
  });
});

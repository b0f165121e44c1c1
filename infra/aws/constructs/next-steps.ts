/** What a deploy prints at its end: where the site is, which records to set, and the commands that start it. */
import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { DnsRecord } from './dns.ts';

export function printNextSteps(
  stack: Stack,
  { stage, baseUrl, records }: { stage: string; baseUrl: string; records: readonly DnsRecord[] },
): void {
  const print = (id: string, value: string) => new CfnOutput(stack, id, { value });
  const run = (command: string) => `WATCHWORD_STAGE=${stage} npm run watchword -- ${command}`;
  print('Site', baseUrl);
  for (const [index, { name, type, value }] of records.entries()) {
    print(`Dns${index + 1}`, `${name} ${type} ${value}`);
  }
  print(
    'Step1',
    records.length > 0 ? `Set the ${records.length} records Dns1 to Dns${records.length}` : 'DNS is set',
  );
  print('Step2', `Make the keys: ${run('init')}`);
  print('Step3', `Add feeds: ${run('feeds import FILE.opml')}`);
  print(
    'Step4',
    'Ask SES for production access (SES console, Account dashboard), or only verified addresses get mail',
  );
  print('Step5', `Let mail out, confirmations too: ${run('send on')}`);
  print('Step6', `Open sign-up: ${run('sign-up open')}`);
}

/** DNS records of the mail domain and the site: made in the operator's zone, or told to set by hand. */
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export type DnsRecord = {
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  readonly value: string;
};

/** Long enough to be cached, short enough to mend a mistake within a coffee. */
const TTL_SECONDS = '1800';

export class DnsRecords extends Construct {
  constructor(scope: Construct, id: string, zone: IHostedZone, records: readonly DnsRecord[]) {
    super(scope, id);
    for (const [index, { name, type, value }] of records.entries()) {
      new CfnRecordSet(this, `Record${index + 1}`, {
        hostedZoneId: zone.hostedZoneId,
        name,
        type,
        ttl: TTL_SECONDS,
        // A zone file's text is quoted.
        resourceRecords: [type === 'TXT' ? `"${value}"` : value],
      });
    }
  }
}

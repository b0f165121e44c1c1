/** The actions of SES's first API that the product and an operator with the AWS command line use. */
import { type Account, accept } from './accept.ts';
import { eventsOf, type PublishedEvent } from './events.ts';
import type { Journal } from './journal.ts';
import type { Submission } from './mail.ts';
import { listOf, pairsOf, type ResultValue, SesError } from './query-protocol.ts';
import type { Quota, QuotaMeter } from './quota.ts';
import { isSimulated } from './simulator.ts';

export type ActionDeps = {
  readonly account: Account;
  readonly journal: Journal;
  readonly quota: Quota;
  readonly meter: QuotaMeter;
  readonly now: () => number;
  readonly publish: (events: readonly PublishedEvent[]) => void;
};

/** Carries out one action. @throws SesError, also for an action that is none of these. */
export async function perform(deps: ActionDeps, form: URLSearchParams): Promise<ResultValue> {
  const action = form.get('Action') ?? '';
  switch (action) {
    case 'SendRawEmail':
      return { MessageId: await send(deps, submissionOf(form)) };
    case 'GetSendQuota':
      return {
        Max24HourSend: deps.quota.daily,
        MaxSendRate: deps.quota.rate,
        SentLast24Hours: deps.meter.sentLast24Hours(),
      };
    case 'GetAccountSendingEnabled':
      return { Enabled: true };
    case 'ListIdentities':
      return { Identities: [...deps.account.verified] };
    default:
      throw new SesError('InvalidAction', `Could not find operation ${action} for version 2010-12-01`);
  }
}

/** The mail is answered for once it and its events are on the disk; only then do the events go out. */
async function send(
  { account, journal, meter, now, publish }: ActionDeps,
  submission: Submission,
): Promise<string> {
  const { mail, raw } = await accept(account, submission, now());
  meter.take(mail.to.every(isSimulated));
  const events = mail.configurationSet === undefined ? [] : eventsOf(mail);
  await journal.add(mail, raw, events);
  publish(events);
  return mail.id;
}

function submissionOf(form: URLSearchParams): Submission {
  const data = form.get('RawMessage.Data');
  if (!data) throw new SesError('InvalidParameterValue', 'Missing required parameter RawMessage.Data.');
  const [source, configurationSet] = [form.get('Source'), form.get('ConfigurationSetName')];
  return {
    raw: Buffer.from(data, 'base64'),
    destinations: listOf(form, 'Destinations'),
    tags: pairsOf(form, 'Tags'),
    ...(source && { source }),
    ...(configurationSet && { configurationSet }),
  };
}

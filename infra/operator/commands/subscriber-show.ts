/** `subscriber show ADDRESS`: what is known of an address: state, rules, the last mails and how they ended. */
import { parseAddress } from '../../../functions/domain/email/address.ts';
import { schedule } from '../../../functions/domain/email/texts-en.ts';
import { findSubscriber, type KnownAddress } from '../../../functions/pipeline/find-subscriber.ts';
import { type Command, DONE, problem } from '../command.ts';
import { cell, minute, table } from '../table.ts';
import { withService } from '../with-service.ts';

export const subscriberShow: Command = {
  name: 'subscriber show',
  usage: 'ADDRESS [--json]',
  summary: 'state, rules and last digests of an address, and how their mails ended',
  examples: ['subscriber show reader@example.com'],
  operands: { min: 1, max: 1 },
  options: ['json'],
  async run(context) {
    const parsed = parseAddress(context.operands[0] ?? '');
    if (parsed.kind === 'invalid') return problem({ kind: 'invalid-address', message: parsed.message });
    return withService(context, async ({ store, keyring }) => {
      const known = await findSubscriber({ store, keyring: await keyring() }, parsed.address);
      if (!known) {
        return problem({ kind: 'unknown-address', message: `Nothing is known of ${parsed.address}.` });
      }
      const description = describe(parsed.address, known);
      if (context.options.json) context.print(JSON.stringify(description));
      else for (const line of asText(description, known)) context.print(line);
      return DONE;
    });
  },
};

function describe(address: string, { row, subscriber, rules, mails }: KnownAddress) {
  return {
    address,
    sid: subscriber?.sid ?? row?.sid ?? null,
    state: subscriber?.state ?? row?.suppression?.state ?? 'unknown',
    since: iso(subscriber?.since),
    ended: iso(subscriber?.endedAt),
    next: iso(subscriber?.due),
    settings: subscriber?.settings ?? null,
    suppression: row?.suppression ? { ...row.suppression, at: iso(row.suppression.at) } : null,
    consent: row?.consent ? { ...row.consent, at: iso(row.consent.at) } : null,
    rules: rules.map(({ id, text, canonical, lane, start, end }) => ({
      ...{ id, text, canonical, cadence: lane },
      ...{ start: iso(start), end: iso(end) },
    })),
    digests: mails.map(({ digest, outcome, at, articles, messageId, deliveredAt, detail }) => ({
      ...{ digest, outcome, at: iso(at), articles: articles ?? null },
      ...{ messageId: messageId ?? null, delivered: iso(deliveredAt), detail: detail ?? null },
    })),
  };
}

type Description = ReturnType<typeof describe>;

function asText(shown: Description, { subscriber, row }: KnownAddress): readonly string[] {
  const rules = shown.rules.map(({ text, cadence, start, end }) => [
    cell(text, 60),
    cadence,
    minute(start),
    minute(end),
  ]);
  const digests = shown.digests.map(({ at, outcome, articles, delivered, detail }) => [
    minute(at),
    outcome,
    articles === null ? '–' : String(articles),
    minute(delivered),
    cell(detail ?? '', 80),
  ]);
  return [
    `${shown.address}: ${shown.state}${shown.since ? ` since ${minute(shown.since)} UTC` : ''}`,
    ...(subscriber
      ? [`Mail ${schedule(subscriber.settings)}; looked at next ${minute(shown.next)} UTC`]
      : []),
    ...(shown.ended ? [`Ended ${minute(shown.ended)} UTC`] : []),
    ...(row?.suppression
      ? [
          `Never mailed: ${row.suppression.state}, ${cell(row.suppression.reason, 80)}, ${minute(iso(row.suppression.at))} UTC`,
        ]
      : []),
    ...(row?.consent ? [`Confirmed by ${row.consent.how} at ${minute(iso(row.consent.at))} UTC`] : []),
    ...(rules.length > 0 ? ['', ...table(['Rule', 'Cadence', 'From (UTC)', 'Ended (UTC)'], rules)] : []),
    ...(digests.length > 0
      ? ['', ...table(['Digest (UTC)', 'Mail', 'Articles', 'Delivered (UTC)', ''], digests)]
      : []),
  ];
}

function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

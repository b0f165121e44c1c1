/**
 * What a running service tells on the terminal: a line for every poll that brought something or failed, for every mail,
 * and for every fault. No addresses: the inbox has those.
 */
import type { PollReport } from '../../functions/pipeline/poll.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { Mailer, OutgoingMail, SendResult } from '../../functions/ports/mailer.ts';

export type Progress = {
  polled(report: PollReport): void;
  /** The same mailer, whose mails are told of. */
  telling(mailer: Mailer): Mailer;
  /** @param what was being done, such as `polling group x`. */
  fault(what: string, error: unknown): void;
};

export type ProgressDeps = {
  readonly clock: Pick<Clock, 'now'>;
  /** Takes a line. */
  readonly print: (line: string) => void;
  /** Where a mail can be read; absent when it leaves this machine. */
  readonly inbox?: string;
};

export function createProgress({ clock, print, inbox }: ProgressDeps): Progress {
  const say = (text: string) => print(`${new Date(clock.now()).toTimeString().slice(0, 8)} ${text}`);
  return {
    polled(report) {
      if (report.changed > 0 || report.failed > 0) say(pollText(report));
    },
    telling(mailer) {
      return {
        quota: () => mailer.quota(),
        async send(mail) {
          const result = await mailer.send(mail);
          say(mailText(mail, result, inbox));
          return result;
        },
      };
    },
    fault(what, error) {
      for (const text of messagesOf(error)) say(`failed: ${what}: ${text}`);
    },
  };
}

function pollText({ feeds, failed, articles, matches }: PollReport): string {
  const notRead = failed > 0 ? ` (${failed} not read: npm run watchword -- feeds list)` : '';
  return `polled ${count(feeds, 'feed')}${notRead}: ${count(articles, 'new article')}, ${count(matches, 'match', 'matches')}`;
}

const NAMES = { digest: 'a digest', transactional: 'a confirmation or link', canary: 'a canary' } as const;

function mailText({ tags }: OutgoingMail, result: SendResult, inbox: string | undefined): string {
  const name = NAMES[tags.stream];
  switch (result.kind) {
    case 'accepted':
      return `mailed ${name}${inbox === undefined ? '' : `: ${inbox}/${result.messageId}`}`;
    case 'refused':
      return `${name} was refused (${result.how}): ${result.reason}`;
    case 'unknown':
      return `${name} was handed over, but no reply came: ${result.reason}`;
  }
}

function messagesOf(error: unknown): readonly string[] {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(messagesOf);
  if (!(error instanceof Error)) return [String(error)];
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return [`${error.name === 'Error' ? '' : `${error.name}: `}${error.message}${cause}`];
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

import { expect, it } from 'vitest';
import { createProgress } from '../../../infra/local/progress.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryMailer } from '../../support/memory-mailer.ts';

function telling() {
  const lines: string[] = [];
  const clock = new FakeClock('2026-05-20T12:34:56Z');
  const print = (line: string) => void lines.push(line.slice('12:34:56 '.length));
  return { lines, clock, progress: createProgress({ clock, print, inbox: 'http://127.0.0.1:8080/inbox' }) };
}

const POLL = { kind: 'ran', feeds: 11, changed: 1, failed: 0, articles: 1, matches: 2 } as const;

it('tells of polls that brought something', () => {
  const { lines, progress } = telling();
  progress.polled(POLL);
  expect(lines).toEqual(['polled 11 feeds: 1 new article, 2 matches']);
});

it('says when feeds were not read, and where to see which', () => {
  const { lines, progress } = telling();
  progress.polled({ ...POLL, changed: 0, failed: 2, articles: 0, matches: 0 });
  expect(lines).toEqual([
    'polled 11 feeds (2 not read: npm run watchword -- feeds list): 0 new articles, 0 matches',
  ]);
});

it('keeps quiet about polls that changed nothing', () => {
  const { lines, progress } = telling();
  progress.polled({ ...POLL, changed: 0, articles: 0, matches: 0 });
  progress.polled({ ...POLL, kind: 'lost', feeds: 0, changed: 0 });
  expect(lines).toEqual([]);
});

it('tells of every mail with its place in the inbox, and never the address', async () => {
  const { lines, clock, progress } = telling();
  const mailer = progress.telling(new MemoryMailer(clock));
  const mail = { from: 'a@example.com', to: 'reader@example.com', raw: new Uint8Array() };
  const result = await mailer.send({
    ...mail,
    tags: { stream: 'digest', sid: 's', digest: 'd', attempt: '1' },
  });
  expect(lines).toEqual([
    `mailed a digest: http://127.0.0.1:8080/inbox/${result.kind === 'accepted' ? result.messageId : ''}`,
  ]);
});

it('tells each fault of a run, with its cause, on a line of its own', () => {
  const { lines, progress } = telling();
  const faults = [new TypeError('no'), new Error('lost', { cause: new Error('reset') })];
  progress.fault('polling group g', new AggregateError(faults, 'two'));
  expect(lines).toEqual(['failed: polling group g: TypeError: no', 'failed: polling group g: lost (reset)']);
});

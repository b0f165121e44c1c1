/**
 * Drives the stages in this process, as Lambda does on AWS: a tick at its interval, and what it starts beside it,
 * without waiting. A fault ends the run it came from and is told; the due index brings the work back.
 */
import { parseSesEvent } from '../../functions/domain/email/ses-event.ts';
import { type DigestDeps, digest } from '../../functions/pipeline/digest.ts';
import { feedback } from '../../functions/pipeline/feedback.ts';
import { type PollDeps, poll } from '../../functions/pipeline/poll.ts';
import { tick } from '../../functions/pipeline/tick.ts';
import type { Invoker } from '../../functions/ports/invoker.ts';
import type { Progress } from './progress.ts';

export type DriverDeps = {
  readonly stages: PollDeps & DigestDeps;
  readonly progress: Progress;
  readonly tickMs: number;
};

export type Driver = {
  start(): void;
  /** Takes the body of one message of SES's events. Rejecting brings it again. */
  takeEvent(body: string): Promise<void>;
  /** Starts nothing more, and resolves when nothing runs. */
  stop(): Promise<void>;
};

export function createDriver({ stages, progress, tickMs }: DriverDeps): Driver {
  const stopping = new AbortController();
  /** By what is being done. */
  const running = new Map<string, Promise<void>>();

  /**
   * Nothing runs twice at a time: ticks are so close here that the next one finds a group or shard due again while its
   * run is under way, and the host of a group would be asked from two sides.
   */
  function run(what: string, work: () => Promise<void>): Promise<void> {
    const before = running.get(what);
    if (before) return before;
    const done = work()
      // Whoever stops the service takes its store away from what still runs: that is no fault.
      .catch((fault) => void (stopping.signal.aborted || progress.fault(what, fault)))
      .finally(() => running.delete(what));
    running.set(what, done);
    return done;
  }

  const invoker: Invoker = {
    async poll(gid) {
      run(`polling group ${gid}`, async () => progress.polled(await poll(stages, { gid })));
    },
    async digest(shard) {
      run(`mailing digests of shard ${shard}`, async () => void (await digest(stages, { shard })));
    },
  };

  async function tickOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await run('looking for due work', async () => void (await tick({ ...stages, invoker })));
      await stages.clock.sleep(tickMs, stopping.signal);
    }
  }

  let ticking: Promise<void> = Promise.resolve();
  return {
    start() {
      ticking = tickOn();
    },
    async takeEvent(body) {
      const event = parseSesEvent(body);
      if (!event) throw new Error('A message came that is no event of SES.');
      await feedback(stages, event);
    },
    async stop() {
      stopping.abort();
      await ticking;
      while (running.size > 0) await Promise.allSettled(running.values());
    },
  };
}

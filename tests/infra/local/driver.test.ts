import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../functions/adapters/system/clock.ts';
import type { FeedFetcher } from '../../../functions/ports/feed-fetcher.ts';
import { createDriver } from '../../../infra/local/driver.ts';
import { createProgress } from '../../../infra/local/progress.ts';
import { World } from '../../support/world.ts';

const FEED = 'https://news.example/feed';

/** A driver that ticks without pause over a world in memory, and a promise of the line that a test waits for. */
async function driven(world: World, fetcher = (press: FeedFetcher): FeedFetcher => press) {
  const lines: string[] = [];
  const waiting: { fits: (line: string) => boolean; resolve: () => void }[] = [];
  const print = (line: string) => {
    lines.push(line);
    for (const one of waiting) if (one.fits(line)) one.resolve();
  };
  const progress = createProgress({ clock: world.clock, print });
  // Time of day is the world's; waiting between ticks is real, and short.
  const clock = {
    now: () => world.clock.now(),
    monotonic: () => world.clock.monotonic(),
    sleep: systemClock.sleep,
  };
  const stages = { ...world.deps(), clock, fetcher: fetcher(world.press) };
  const driver = createDriver({
    stages: { ...stages, mailer: progress.telling(stages.mailer) },
    progress,
    tickMs: 5,
  });
  onTestFinished(() => driver.stop());
  return {
    driver,
    lines,
    line: (part: string) =>
      new Promise<void>((resolve) => waiting.push({ fits: (line) => line.includes(part), resolve })),
  };
}

it('polls what is due and mails what matches', async () => {
  const world = await new World().open();
  await world.watch(FEED);
  world.press.publish(FEED, { id: 'old', title: 'Old', body: 'Old.' });
  await world.minutes(16);
  await world.subscribe('reader@example.com', ['Arctic']);
  world.press.publish(FEED, { id: 'new', title: 'New', body: 'The Arctic.' });
  world.clock.advance(20 * 60_000);
  const { driver, line } = await driven(world);
  const polled = line('1 new article, 1 match');
  const mailed = line('mailed a digest');
  driver.start();
  await polled;
  world.clock.advance(10 * 60_000);
  await mailed;
});

it('tells a fault plainly and goes on', async () => {
  const world = await new World().open();
  await world.watch(FEED);
  let faults = 0;
  const { driver, line, lines } = await driven(world, (press) => ({
    async fetch(request) {
      faults += 1;
      if (faults === 1) throw new Error('the fetcher broke');
      return press.fetch(request);
    },
  }));
  const told = line('the fetcher broke');
  driver.start();
  await told;
  expect(lines.at(-1)).toMatch(/failed: polling group \S+: the fetcher broke$/);
  world.press.publish(FEED, { id: 'old', title: 'Old', body: 'Old.' });
  const again = line('polled 1 feed');
  world.clock.advance(20 * 60_000);
  await again;
});

it('asks no host from two sides: a group that is due again while it is read waits', async () => {
  const world = await new World().open();
  await world.watch(FEED);
  let asked = 0;
  let answer: () => void = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let begun: () => void = () => {};
  const asking = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const { driver } = await driven(world, (press) => ({
    async fetch(request) {
      asked += 1;
      begun();
      await answered;
      return press.fetch(request);
    },
  }));
  driver.start();
  await asking;
  world.clock.advance(3_600_000);
  for (let turn = 0; turn < 5; turn++) await systemClock.sleep(5);
  expect(asked).toBe(1);
  answer();
});

it('starts nothing after it was stopped', async () => {
  const world = await new World().open();
  await world.watch(FEED);
  const { driver } = await driven(world);
  driver.start();
  await driver.stop();
  const asked = world.press.requests.length;
  world.clock.advance(3_600_000);
  await new Promise(setImmediate);
  expect(world.press.requests.length).toBe(asked);
});

it('hands a message that is no event back to the queue', async () => {
  const { driver } = await driven(await new World().open());
  await expect(driver.takeEvent('{}')).rejects.toThrow('no event of SES');
});

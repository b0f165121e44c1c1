/** `npm start` itself, killed again and again at random: while it starts, polls, mails, or does nothing. */
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../support/seeded-random.ts';
import { assertWhole } from './account.ts';
import { openScene } from './scene.ts';
import { launch } from './service.ts';

const SPEED = 60;
const NOTICE_MS = 1_500;
/** From a start to its kill, ms: the shortest hits the start itself, the longest sees a poll and its mails. */
const SHORTEST_MS = 400;
const LONGEST_MS = 9_000;
const MAIN = fileURLToPath(new URL('../../../infra/local/main.ts', import.meta.url));

export async function killAtRandom(
  say: (line: string) => void,
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): Promise<void> {
  const scene = await openScene(SPEED);
  try {
    const first = launch(MAIN, [], scene.environment);
    await scene.begin(await first.ready(), NOTICE_MS);
    say(`random kills: everybody has signed up; KILL_SEED=${seed}`);
    await first.kill();
    for (const [round, ms] of waits(rounds - 1, seed).entries()) {
      const service = launch(MAIN, [], scene.environment);
      await setTimeout(ms);
      await service.kill();
      say(`random kills: ${round + 2} of ${rounds}, after ${ms} ms`);
    }
    const last = launch(MAIN, [], scene.environment);
    const account = await scene.settle(await last.ready());
    await last.stop();
    say(`random kills: ${assertWhole(account, scene.published())}`);
  } finally {
    await scene.close();
  }
}

function waits(count: number, seed: number): readonly number[] {
  const bytes = Buffer.from(seededRandom(`kill ${seed}`).bytes(2 * count));
  return Array.from({ length: count }, (_, n) =>
    Math.round(SHORTEST_MS + (LONGEST_MS - SHORTEST_MS) * (bytes.readUInt16LE(2 * n) / 65_536)),
  );
}

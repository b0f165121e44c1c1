/** `npm start` itself, killed again and again at random: while it starts, polls, mails, or does nothing. */
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../support/seeded-random.ts';
import { reckon } from './reckon.ts';
import { openScene } from './scene.ts';
import { launch } from './service.ts';

/** Intervals of a three-hundredth, so that most lives see a poll (every 3 s) and its mails. The grace stays 20 s. */
const SPEED = 300;
const NOTICE_MS = 1_000;
/** Every fourth life ends within this time from its launch, ms: the start itself is hit. */
const START_MS = 2_000;
/** The others end within this time from when they were ready, ms. */
const LIFE_MS = 7_000;
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
    await first.stop();
    for (const [round, fate] of fates(rounds, seed).entries()) {
      const service = launch(MAIN, [], scene.environment);
      if (fate.from === 'ready') await service.ready();
      await setTimeout(fate.ms);
      await service.kill();
      say(`random kills: ${round + 1} of ${rounds}, ${fate.ms} ms from ${fate.from}`);
    }
    const last = launch(MAIN, [], scene.environment);
    say(`random kills: ${await reckon(last, scene, say)}`);
  } finally {
    await scene.close();
  }
}

type Fate = { readonly from: 'launch' | 'ready'; readonly ms: number };

function fates(rounds: number, seed: number): readonly Fate[] {
  const bytes = Buffer.from(seededRandom(`kill ${seed}`).bytes(2 * rounds));
  return Array.from({ length: rounds }, (_, round) => {
    const from = round % 4 === 3 ? 'launch' : 'ready';
    const share = bytes.readUInt16LE(2 * round) / 65_536;
    return { from, ms: Math.round(share * (from === 'ready' ? LIFE_MS : START_MS)) };
  });
}

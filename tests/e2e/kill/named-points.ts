/** The service kills itself at each named point in turn, on one data folder, and must make up for all of them. */
import { fileURLToPath } from 'node:url';
import { assertWhole } from './account.ts';
import { POINTS } from './points.ts';
import { openScene } from './scene.ts';
import { launch, within } from './service.ts';

/** Intervals of a three-hundredth: a poll every 3 s. The grace stays 20 s, its least. */
const SPEED = 300;
const NOTICE_MS = 700;
/** From a start to its point: a poll, a digest, and perhaps the grace of what an earlier point left open. */
const POINT_MS = 60_000;
const RUNNER = fileURLToPath(new URL('named-runner.ts', import.meta.url));

export async function killAtNamedPoints(say: (line: string) => void): Promise<void> {
  const scene = await openScene(SPEED);
  try {
    const first = launch(RUNNER, [], scene.environment);
    await scene.begin(await first.ready(), NOTICE_MS);
    say('named points: everybody has signed up');
    await first.stop();
    for (const name of Object.keys(POINTS)) {
      const service = launch(RUNNER, [name], scene.environment);
      await within(POINT_MS, `for the point "${name}"`, service.killed());
      say(`named points: killed ${name}`);
    }
    const last = launch(RUNNER, [], scene.environment);
    const account = await scene.settle(await last.ready());
    await last.stop();
    say(`named points: ${assertWhole(account, scene.published())}`);
  } finally {
    await scene.close();
  }
}

/** The service kills itself at each named point in turn, on one data folder, and must make up for all of them. */
import { fileURLToPath } from 'node:url';
import { POINTS } from './points.ts';
import { reckon } from './reckon.ts';
import { openScene } from './scene.ts';
import { launch } from './service.ts';

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
      await service.killsItself(POINT_MS);
      say(`named points: killed ${name}`);
    }
    const last = launch(RUNNER, [], scene.environment);
    say(`named points: ${await reckon(last, scene, say)}`);
  } finally {
    await scene.close();
  }
}

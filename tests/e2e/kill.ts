/**
 * Kills Watchword with SIGKILL, at each named point of the protocol and then at random, starts it again on the same
 * data every time, and reckons at the end by the journal of the embedded SES: no match lost, no article mailed twice.
 * Run it: `node --import tsx tests/e2e/kill.ts`. It takes about five minutes; KILL_SEED repeats the random times.
 */
import { killAtNamedPoints } from './kill/named-points.ts';
import { killAtRandom } from './kill/random-kills.ts';
import { endAll } from './kill/service.ts';

const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const started = Date.now();

function say(line: string): void {
  console.log(`${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s  ${line}`);
}

process.once('exit', endAll);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
try {
  await killAtNamedPoints(say);
  await killAtRandom(say, { rounds: 20, seed });
  say('kill tests: passed');
} catch (error) {
  say(`kill tests: FAILED (KILL_SEED=${seed})`);
  console.error(error);
  process.exitCode = 1;
} finally {
  endAll();
}

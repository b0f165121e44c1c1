/**
 * The journey of a new user against `npm start` in a clean folder, once over HTTP and once in a real browser, side by
 * side: sign up, confirm by the mail, get the digest, add a rule by a mailed link, unsubscribe, and hear nothing more.
 * Run it: `node --import tsx tests/e2e/journey.ts`. It takes three minutes and no network. With `--screenshots`
 * the browser draws the pictures of the README.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHROMIUM, launchBrowser } from '../web/serve-site.ts';
import { type Pictures, walkInBrowser } from './journey/in-browser.ts';
import { walkOverHttp } from './journey/over-http.ts';
import { npmStart } from './support/npm-start.ts';

const started = Date.now();

function say(line: string): void {
  console.log(`${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s  ${line}`);
}

function picture(name: string): string {
  return fileURLToPath(new URL(`../../docs/images/${name}`, import.meta.url));
}

async function inBrowser(url: string): Promise<void> {
  if (CHROMIUM === undefined) return say('no Chromium found: the journey in a browser is left out');
  const wanted: Pictures = { signUp: picture('sign-up.png'), digest: picture('digest.png') };
  const pictures = process.argv.includes('--screenshots') ? wanted : undefined;
  const browser = await launchBrowser();
  try {
    await walkInBrowser(browser, { url, address: 'lagerlof@example.com', pictures }, say);
  } finally {
    await browser.close();
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'watchword-journey-'));
try {
  const environment = { DATA_DIR: join(dataDir, 'data'), PORT: '0', WATCHWORD_FEEDS: 'none' };
  const service = await npmStart(environment);
  assert.ok(service.introduction.length <= 10, `at most ten lines:\n${service.introduction.join('\n')}`);
  say(`ready: ${service.url}`);
  // Each fault is worth seeing, so what comes later is done although something before it has failed.
  const walked = await Promise.allSettled([
    walkOverHttp(service.url, 'amundsen@example.com', say),
    inBrowser(service.url),
  ]);
  const all = [...walked, ...(await Promise.allSettled([service.stop()]))];
  const faults = all.flatMap((one) => ('reason' in one ? [one.reason] : []));
  if (faults.length > 0) throw new AggregateError(faults, service.output());
  await (await npmStart(environment)).orphan();
  say('it ends by a signal, and when npm was killed');
  say('journey: passed');
} catch (error) {
  const faults = error instanceof AggregateError ? [error, ...error.errors] : [error];
  for (const fault of faults) say(`journey: FAILED: ${fault instanceof Error ? fault.stack : fault}`);
  process.exitCode = 1;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, AssetStaging } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { STAGES, type StageConfig } from '../../../infra/aws/config.ts';
import { WatchwordStack } from '../../../infra/aws/stack.ts';

const outdir = mkdtempSync(join(tmpdir(), 'watchword-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** kB, minified, a tenth or so above what was measured: a function that starts reads and compiles it whole. */
const MOST_KB: readonly (readonly [string, number])[] = [
  ['Tick', 500],
  // Half of it are tables of old character encodings.
  ['Poll', 1_300],
  ['Digest', 600],
  ['Feedback', 520],
  ['Web', 700],
];

/** What the stack sets, as far as loading reads it. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  STATE_TABLE: 'state',
  NEWS_TABLE: 'news',
  POLL_FUNCTION: 'poll',
  DIGEST_FUNCTION: 'digest',
  BASE_URL: 'https://watchword.example',
};

describe('what the stack deploys for each function', () => {
  let bundles: ReadonlyMap<string, string>;
  beforeAll(() => {
    const config = STAGES.example as StageConfig;
    const stack = new WatchwordStack(new App({ outdir }), 'bundled', { stage: 'example', config });
    const staged = stack.node.findAll().filter((construct) => construct instanceof AssetStaging);
    bundles = new Map(
      staged.map(({ node, absoluteStagedPath }) => [node.path.split('/')[1] ?? '', absoluteStagedPath]),
    );
  });

  it.each(MOST_KB)('for %s holds all it needs, exports its handler, and is below %i kB', (name, mostKb) => {
    const file = join(bundles.get(name) ?? '', 'index.js');
    expect(load(file)).toMatchObject({ handler: expect.any(Function) });
    expect(statSync(file).size / 1_000).toBeLessThan(mostKb);
  });

  it('is code of its own: no two functions run the same', () => {
    expect(new Set(bundles.values()).size).toBe(MOST_KB.length);
  });
});

/** From a folder without node_modules, so whatever was left out of the bundle is missed. */
function load(file: string): unknown {
  const before = { ...process.env };
  Object.assign(process.env, ENVIRONMENT);
  onTestFinished(() => {
    process.env = before;
  });
  return createRequire(file)(file);
}

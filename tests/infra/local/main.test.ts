import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../infra/local/main.ts', import.meta.url));

it('a start with a wrong environment ends with status 1 and names every variable', () => {
  const env = { ...process.env, PORT: 'x', WATCHWORD_SPEED: 'fast' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', MAIN], {
    env,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining('PORT is "x"'),
    expect.stringContaining('WATCHWORD_SPEED is "fast"'),
  ]);
});

/**
 * Installs what is missing, from the lock file, before `npm start`, `npm test` and `npm run watchword`.
 * Plain JavaScript on Node's own modules, since nothing else is there yet. Standard output stays free:
 * npm's words go to standard error.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const stamp = new URL('node_modules/.installed-from', root);
const lock = createHash('sha256')
  .update(readFileSync(new URL('package-lock.json', root)))
  .digest('hex');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Watchword needs Node 20.19 or later; this is ${process.versions.node}.\n`);
  process.exit(1);
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  process.stderr.write('Installing what package-lock.json names (once) …\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('npm ci did not finish: its message stands above. Nothing was started.\n');
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}

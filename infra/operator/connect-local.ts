/** The service of this machine: through the one that runs on the data folder, else by opening the folder itself. */
import { systemClock } from '../../functions/adapters/system/clock.ts';
import { systemRandom } from '../../functions/adapters/system/random.ts';
import { dataFolder } from '../local/data-folder.ts';
import { openEmbeddedStore } from '../local/embedded.ts';
import { openKeys } from '../local/keys.ts';
import { findRunning } from '../local/running.ts';
import { takeFolder } from '../local/take-folder.ts';
import type { Connection } from './connect.ts';

/** @param dataDir Absolute; made with its keys when missing, as a first start does. */
export async function connectLocal(dataDir: string): Promise<Connection> {
  const folder = dataFolder(dataDir);
  const keys = await openKeys(folder, systemRandom);
  const running = await findRunning(folder.running);
  const taken = running ? { kind: 'running' as const, running } : await takeFolder(dataDir);
  if (taken.kind === 'silent') return { kind: 'problem', problem: { kind: 'held', message: taken.message } };
  const [endpoint, where] =
    taken.kind === 'running'
      ? [taken.running.dynamodb, `the service at ${taken.running.url}`]
      : [taken.dynamo.url, `the data in ${dataDir}`];
  const { store, close } = openEmbeddedStore(endpoint);
  return {
    kind: 'connected',
    service: {
      ...{ store, where, clock: systemClock, random: systemRandom },
      keyring: async () => keys.keyring,
      makeKeys: async () => (keys.made ? 'created' : 'there'),
      async close() {
        close();
        if (taken.kind === 'taken') await taken.dynamo.close();
      },
    },
  };
}

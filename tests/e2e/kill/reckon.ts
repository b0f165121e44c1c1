/** The last life of a service that was killed again and again: it makes up for everything, and is asked for an account. */
import { assertWhole } from './account.ts';
import type { Scene } from './scene.ts';
import type { Service } from './service.ts';

/**
 * Says how it went.
 * @throws Error that lists what was lost and what came twice, with what the last service printed and its status
 */
export async function reckon(last: Service, scene: Scene, say: (line: string) => void): Promise<string> {
  const url = await last.ready();
  const account = await scene.settle(url, say);
  const status = await (await fetch(`${url}/status.json`)).text();
  await last.stop();
  try {
    const verdict = assertWhole(account, scene.published());
    await scene.removeData();
    return verdict;
  } catch (error) {
    const found = `Its data stay in ${scene.folder}. Its status: ${status}\nIt printed:\n${last.printed()}`;
    throw new Error(found, { cause: error });
  }
}

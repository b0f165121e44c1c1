/** A terminal for tests: commands run on a service in memory, and what they print is kept. */
import type { Connected } from '../../../infra/operator/connect.ts';
import { run } from '../../../infra/operator/run.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { testKeyring } from '../../support/keyring.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { seededRandom } from '../../support/seeded-random.ts';

export type Result = {
  readonly status: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
};

export function openTerminal(over: Partial<Connected> = {}) {
  let open = 0;
  const service: Connected = {
    store: createMemoryStore(),
    clock: new FakeClock(),
    random: seededRandom(),
    where: 'the service in memory',
    keyring: async () => testKeyring,
    makeKeys: async () => 'created',
    close: async () => void open--,
    ...over,
  };
  return {
    service,
    /** Connections that were not closed. */
    open: () => open,
    async type(args: readonly string[], input = ''): Promise<Result> {
      const out: string[] = [];
      const err: string[] = [];
      const status = await run(args, {
        print: (line) => void out.push(line),
        note: (line) => void err.push(line),
        input: lines(input),
        filesFrom: import.meta.dirname,
        allowOrigins: [],
        async connect() {
          open++;
          return { kind: 'connected', service };
        },
      });
      return { status, out, err };
    },
  };
}

/** In pieces that do not end where lines end, as a pipe gives them. */
async function* lines(text: string): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

/** The one error that `--json` printed. */
export function errorOf({ err }: Result): Record<string, unknown> {
  const [line = ''] = err;
  return (JSON.parse(line) as { error: Record<string, unknown> }).error;
}

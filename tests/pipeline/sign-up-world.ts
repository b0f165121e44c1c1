/** What sign-up and its kin run on in tests: memory, a clock that stands, and mail that can be read. */
import type { SignUp, SignUpDeps } from '../../functions/pipeline/sign-up.ts';
import type { SendResult } from '../../functions/ports/mailer.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { testKeyring } from '../support/keyring.ts';
import { MemoryMailer } from '../support/memory-mailer.ts';
import { emptyMemory } from '../support/memory-store/memory.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { seededRandom } from '../support/seeded-random.ts';

export const ADDRESS = 'reader@example.com';
export const DAILY = { cadence: 'daily', hour: 8, weekday: 1, zone: 'UTC' } as const;

export async function createWorld() {
  const memory = emptyMemory();
  const store = createMemoryStore(memory);
  await store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' });
  const clock = new FakeClock();
  return {
    ...{ memory, store, clock },
    mailer: new MemoryMailer(clock),
    random: seededRandom(),
    keyring: testKeyring,
    sender: {
      name: 'Watchword',
      digestFrom: 'digest@alerts.example',
      transactionalFrom: 'hello@watch.example',
      postalAddress: '1 Harbour Street, Reykjavik',
      baseUrl: 'https://watch.example',
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

export function asked(text: string) {
  return { text, pattern: `pattern-${text}`, canonical: text };
}

export function aSignUp(over: Partial<SignUp> = {}): SignUp {
  return {
    address: ADDRESS,
    rules: [asked('Arctic')],
    settings: DAILY,
    consent: 'Yes.',
    network: '192.0.2.0/24',
    ...over,
  };
}

/** The world with a provider that answers every mail so. */
export function answering(world: World, result: SendResult): SignUpDeps {
  return { ...world, mailer: { send: async () => result, quota: () => world.mailer.quota() } };
}

/** The world with another daily quota. */
export function withQuota(world: World, daily: number): SignUpDeps {
  const quota = { rate: 14, daily, sentLast24Hours: 0 };
  return { ...world, mailer: { send: (mail) => world.mailer.send(mail), quota: async () => quota } };
}

/** Token and code in the newest mail. */
export function mailed({ mailer }: Pick<World, 'mailer'>): { readonly token: string; readonly code: string } {
  const text = Buffer.from(mailer.accepted.at(-1)?.raw ?? [])
    .toString('latin1')
    .replaceAll('=\r\n', '');
  return {
    token: /\/(?:confirm|manage)\/([A-Za-z0-9_-]{32})/.exec(text)?.[1] ?? '',
    code: /\b\d{6}\b/.exec(text.slice(text.indexOf('\r\n\r\n')))?.[0] ?? '',
  };
}

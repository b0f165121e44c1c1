/**
 * A whole Watchword in memory, run by the product's own stages: publishers that a test fills, a store, a mailbox, and a
 * minute hand. Each invocation is a new process behind the faults, so one that dies leaves only what it had written.
 */
import { createFeedReader } from '../../functions/adapters/rss-parser/feed-reader.ts';
import type { Sender } from '../../functions/domain/email/sender.ts';
import { createPatternIndex } from '../../functions/domain/matcher/pattern-index.ts';
import { parseRule } from '../../functions/domain/rule/parse.ts';
import { patternOf } from '../../functions/domain/rule/pattern.ts';
import { confirmRequest } from '../../functions/domain/subscriber/confirm-request.ts';
import type { Cadence, Settings } from '../../functions/domain/subscriber/subscriber.ts';
import { addressKey, subscriberId } from '../../functions/domain/token/address-key.ts';
import { NONCE_BYTES, sealAddress } from '../../functions/domain/token/seal.ts';
import { digest } from '../../functions/pipeline/digest.ts';
import { feedback } from '../../functions/pipeline/feedback.ts';
import { addFeed } from '../../functions/pipeline/feeds.ts';
import { createFreshIndex } from '../../functions/pipeline/fresh-index.ts';
import { poll } from '../../functions/pipeline/poll.ts';
import { tick } from '../../functions/pipeline/tick.ts';
import { type Timing, timing } from '../../functions/pipeline/timing.ts';
import type { Store } from '../../functions/ports/store/index.ts';
import { FakeClock } from './fake-clock.ts';
import { createFaults, type Faults } from './faults.ts';
import { testKeyring } from './keyring.ts';
import { MemoryMailer } from './memory-mailer.ts';
import { createMemoryStore } from './memory-store.ts';
import { Press } from './press.ts';
import { seededRandom } from './seeded-random.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const sender: Sender = {
  name: 'Watchword',
  digestFrom: 'digest@alerts.example',
  transactionalFrom: 'confirm@alerts.example',
  postalAddress: '1 Example Street, Example Town',
  baseUrl: 'https://watchword.example',
};

export type Stage = 'tick' | 'poll' | 'digest' | 'feedback';

type WorldOptions = {
  readonly clock?: FakeClock;
  readonly store?: Store;
  readonly storeOf?: (stage: Stage) => Store;
};

export class World {
  readonly clock: FakeClock;
  readonly store: Store;
  readonly press = new Press();
  readonly random = seededRandom();
  readonly mailer: MemoryMailer;
  readonly timing: Timing = timing(1);
  readonly faults: Faults = createFaults();
  readonly reader = createFeedReader();
  readonly #storeOf: (stage: Stage) => Store;

  /** @param options.storeOf what a stage works with, when it is not the store of the test. */
  constructor({ clock = new FakeClock(), store = createMemoryStore(), storeOf }: WorldOptions = {}) {
    this.clock = clock;
    this.store = store;
    this.mailer = new MemoryMailer(clock);
    this.#storeOf = storeOf ?? (() => store);
  }

  /** Lets sending begin; without it nothing is mailed. */
  async open(): Promise<this> {
    await this.store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' });
    return this;
  }

  /** What one invocation works with: the ports under the faults, and an index of its own. */
  deps(stage?: Stage) {
    const store = this.faults.wrap(stage ? this.#storeOf(stage) : this.store, 'store');
    const matcher = createPatternIndex();
    return {
      clock: this.clock,
      random: this.random,
      store,
      fetcher: this.press,
      reader: this.reader,
      mailer: this.faults.wrap(this.mailer, 'mailer'),
      index: createFreshIndex({ clock: this.clock, patterns: store.patterns, matcher }),
      keyring: testKeyring,
      sender,
      timing: this.timing,
    };
  }

  async watch(url: string): Promise<void> {
    await addFeed({ store: this.store, clock: this.clock, random: this.random }, { url });
  }

  /** A confirmed subscription, without the pages. @returns its sid. */
  async subscribe(address: string, rules: readonly string[], over: Partial<Settings> = {}): Promise<string> {
    const settings = { cadence: 'immediate' as Cadence, hour: 8, weekday: 1, zone: 'UTC', ...over };
    const sid = subscriberId(testKeyring, address);
    const asked = rules.map((text) => {
      const { id: pattern, canonical } = patternOf(parseRule(text));
      return { id: Buffer.from(this.random.bytes(9)).toString('base64url'), text, pattern, canonical };
    });
    const now = this.clock.now();
    const { change } = confirmRequest(
      await this.store.subscribers.load(sid),
      {
        tokenHash: 'token',
        sid,
        address: sealAddress(testKeyring, this.random.bytes(NONCE_BYTES), address),
        addressHash: addressKey(testKeyring, address),
        rules: asked,
        settings,
        consent: 'Yes, mail me.',
        cookieHash: '',
        codeHash: '',
        tries: 0,
        state: 'open',
        at: now,
        expiresAt: now + HOUR,
      },
      now,
    );
    await this.store.subscribers.apply(change);
    return sid;
  }

  /** One tick with everything it starts, then SES's events. A fault ends its invocation and no other. */
  async minute(): Promise<void> {
    this.clock.advance(MINUTE);
    const polls: string[] = [];
    const shards: number[] = [];
    const invoker = {
      poll: async (gid: string) => void polls.push(gid),
      digest: async (shard: number) => void shards.push(shard),
    };
    await this.#survive(() => tick({ ...this.deps('tick'), invoker }));
    for (const gid of polls) await this.#survive(() => poll(this.deps('poll'), { gid }));
    for (const shard of shards) await this.#survive(() => digest(this.deps('digest'), { shard }));
    await this.deliverEvents();
  }

  async minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute++) await this.minute();
  }

  /** What SES has to tell; an event whose handling failed comes again, as a queue would. */
  async deliverEvents(): Promise<void> {
    for (const event of this.mailer.takeEvents()) {
      for (let delivery = 0; delivery < 2; delivery++) {
        if (await this.#survive(() => feedback(this.deps('feedback'), event))) break;
      }
    }
  }

  /** Bodies of the digests that SES accepted, decoded. */
  digestTexts(): readonly string[] {
    return this.mailer.accepted.filter(({ tags }) => tags.stream === 'digest').map(({ raw }) => textOf(raw));
  }

  async #survive(run: () => Promise<unknown>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (fault) {
      if (!isInjected(fault)) throw fault;
      return false;
    } finally {
      this.faults.revive();
    }
  }
}

function isInjected(fault: unknown): boolean {
  if (fault instanceof AggregateError) return fault.errors.every(isInjected);
  return fault instanceof Error && fault.name === 'InjectedFault';
}

/** The text part of a message, quoted-printable undone. */
function textOf(raw: Uint8Array): string {
  const message = Buffer.from(raw).toString('latin1');
  const start = message.indexOf('\r\n\r\n', message.indexOf('Content-Type: text/plain')) + 4;
  const part = message.slice(start, message.indexOf('\r\n--=_', start));
  const bytes = part
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

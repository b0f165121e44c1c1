import { describe, expect, it } from 'vitest';
import { addressKey } from '../../functions/domain/token/address-key.ts';
import { signUp } from '../../functions/pipeline/sign-up.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, answering, aSignUp, createWorld, mailed, type World, withQuota } from './sign-up-world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function suppress({ store, clock }: World, state: 'bounced' | 'complained' | 'unsubscribed') {
  const hash = addressKey(testKeyring, ADDRESS);
  await store.addresses.suppress(hash, { state, reason: 'test', source: 'bounce', at: clock.now() });
}

describe('a sign-up', () => {
  it('is kept for seven days with nothing in clear that proves it, and mailed from the transactional address', async () => {
    const world = await createWorld();
    const result = await signUp(world, aSignUp());
    const { token, code } = mailed(world);
    expect(result.kind).toBe('asked');
    expect(world.mailer.accepted).toHaveLength(1);
    expect(world.mailer.accepted[0]).toMatchObject({
      from: 'hello@watch.example',
      to: ADDRESS,
      tags: { stream: 'transactional' },
    });
    const [request] = world.memory.requests.values();
    expect(request?.expiresAt).toBe((request?.at ?? 0) + 7 * DAY);
    const stored = JSON.stringify([...world.memory.requests]);
    for (const secret of [token, code, ADDRESS, 'cookie' in result ? result.cookie : '']) {
      expect(secret).not.toBe('');
      expect(stored).not.toContain(`"${secret}"`);
    }
  });

  it('changes nothing but its request and the counters', async () => {
    const world = await createWorld();
    await signUp(world, aSignUp());
    expect(world.memory.subscribers.size + world.memory.rules.size + world.memory.addresses.size).toBe(0);
    expect(world.memory.patterns.size).toBe(0);
  });

  it('keeps the cookie of an earlier one in the same browser, so that its link still works there', async () => {
    const world = await createWorld();
    const first = await signUp(world, aSignUp());
    const cookie = first.kind === 'asked' ? first.cookie : '';
    expect(await signUp(world, aSignUp({ cookie }))).toEqual({ kind: 'asked', cookie });
    expect(await signUp(world, aSignUp({ cookie: 'made up' }))).not.toMatchObject({ cookie: 'made up' });
  });

  it('is refused while sign-up is closed, never was opened, or no mail leaves', async () => {
    const world = await createWorld();
    await world.store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'closed' });
    expect(await signUp(world, aSignUp())).toEqual({ kind: 'closed' });
    await world.store.sending.putSettings({ sending: 'off', sendFrom: 0, signUp: 'open' });
    expect(await signUp(world, aSignUp())).toEqual({ kind: 'off' });
    delete world.memory.settings;
    expect(await signUp(world, aSignUp())).toEqual({ kind: 'closed' });
    expect(world.mailer.accepted).toHaveLength(0);
  });

  it.each(['bounced', 'complained'] as const)(
    'of an address that %s gets the same answer and no mail',
    async (state) => {
      const known = await createWorld();
      await suppress(known, state);
      const unknown = await createWorld();
      expect(await signUp(known, aSignUp())).toEqual(await signUp(unknown, aSignUp()));
      expect(known.mailer.accepted).toHaveLength(0);
      expect(known.clock.now()).toBe(unknown.clock.now());
    },
  );

  it('of somebody who left before is mailed like any other', async () => {
    const world = await createWorld();
    await suppress(world, 'unsubscribed');
    await signUp(world, aSignUp());
    expect(world.mailer.accepted).toHaveLength(1);
  });

  it('says that it was not sent when the provider takes no mail, and nothing of a reply that was lost', async () => {
    const world = await createWorld();
    const throttled = answering(world, { kind: 'refused', how: 'later', reason: 'Throttling' });
    expect(await signUp(throttled, aSignUp())).toEqual({ kind: 'busy' });
    const silent = answering(world, { kind: 'unknown', reason: 'timeout' });
    expect((await signUp(silent, aSignUp())).kind).toBe('asked');
  });
});

describe('caps on sign-ups', () => {
  it('let two mails go to an address in a quarter of an hour and three in a day, with the same answer to all', async () => {
    const world = await createWorld();
    const kinds: string[] = [];
    for (let n = 0; n < 3; n++) kinds.push((await signUp(world, aSignUp())).kind);
    expect(world.mailer.accepted).toHaveLength(2);
    world.clock.advance(16 * MINUTE);
    for (let n = 0; n < 2; n++) kinds.push((await signUp(world, aSignUp())).kind);
    expect(world.mailer.accepted).toHaveLength(3);
    expect(new Set(kinds)).toEqual(new Set(['asked']));
    world.clock.advance(DAY);
    await signUp(world, aSignUp());
    expect(world.mailer.accepted).toHaveLength(4);
  });

  it('count plus-addresses of one mailbox together', async () => {
    const world = await createWorld();
    for (const tag of ['', '+a', '+b']) await signUp(world, aSignUp({ address: `reader${tag}@example.com` }));
    expect(world.mailer.accepted).toHaveLength(2);
  });

  it('stop a network after ten in an hour, and no other network', async () => {
    const world = await createWorld();
    const from = (network: string, n: number) =>
      signUp(world, aSignUp({ network, address: `r${n}@site${n}.example` }));
    for (let n = 0; n < 10; n++) expect((await from('192.0.2.0/24', n)).kind).toBe('asked');
    expect(await from('192.0.2.0/24', 10)).toEqual({ kind: 'too-many' });
    expect((await from('198.51.100.0/24', 11)).kind).toBe('asked');
    expect(world.mailer.accepted).toHaveLength(11);
  });

  it('do not count networks on the machine itself', async () => {
    const world = await createWorld();
    for (let n = 0; n < 12; n++) {
      await signUp(world, aSignUp({ network: undefined, address: `r${n}@example.com` }));
    }
    expect(world.mailer.accepted).toHaveLength(12);
  });

  it('let one domain that is no mailbox provider be asked for fifty times an hour, whatever the networks', async () => {
    const world = await createWorld();
    const from = (n: number, domain: string) =>
      signUp(world, aSignUp({ network: `network ${n}`, address: `r${n}@${domain}` }));
    for (let n = 0; n < 50; n++) await from(n, 'firm.example');
    expect(await from(50, 'firm.example')).toEqual({ kind: 'too-many' });
    for (let n = 0; n < 55; n++) expect((await from(n, 'gmail.com')).kind).toBe('asked');
  });

  it('leave nine tenths of the daily quota to digests', async () => {
    const world = await createWorld();
    const deps = withQuota(world, 300);
    const results: string[] = [];
    for (let n = 0; n < 31; n++) {
      results.push((await signUp(deps, aSignUp({ network: `n${n}`, address: `r@d${n}.example` }))).kind);
    }
    expect(results.filter((kind) => kind === 'asked')).toHaveLength(30);
    expect(results.at(-1)).toBe('too-many');
  });

  it('that are full on an address leave the total to others', async () => {
    const world = await createWorld();
    const deps = withQuota(world, 10);
    for (let n = 0; n < 40; n++) await signUp(deps, aSignUp({ network: `n${n}` }));
    expect((await signUp(deps, aSignUp({ address: 'other@example.org', network: 'n' }))).kind).toBe('asked');
  });
});

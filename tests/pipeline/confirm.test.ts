import { describe, expect, it } from 'vitest';
import { addressKey, subscriberId } from '../../functions/domain/token/address-key.ts';
import { openAddress } from '../../functions/domain/token/seal.ts';
import { confirm } from '../../functions/pipeline/confirm.ts';
import { findRequest } from '../../functions/pipeline/find-request.ts';
import { signUp } from '../../functions/pipeline/sign-up.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, aSignUp, asked, createWorld, mailed, type World } from './sign-up-world.ts';

const DAY = 86_400_000;
const SID = subscriberId(testKeyring, ADDRESS);
const HASH = addressKey(testKeyring, ADDRESS);

async function pending(world: World, over: Parameters<typeof aSignUp>[0] = {}) {
  const result = await signUp(world, aSignUp(over));
  return { ...mailed(world), cookie: result.kind === 'asked' ? result.cookie : '' };
}

/** A code that is surely another. */
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('confirming', () => {
  it('with the cookie of the sign-up makes the subscriber and keeps the consent', async () => {
    const world = await createWorld();
    const { token, cookie } = await pending(world);
    const result = await confirm(world, { token, cookie });
    expect(result).toMatchObject({ kind: 'applied', added: [{ text: 'Arctic' }], known: [], over: [] });
    const row = await world.store.subscribers.get(SID);
    expect(row).toMatchObject({ state: 'active', addressHash: HASH, ver: 1 });
    expect(openAddress(testKeyring, row?.address ?? '')).toBe(ADDRESS);
    expect(await world.store.addresses.get(HASH)).toMatchObject({
      sid: SID,
      consent: { text: 'Yes.', how: 'cookie', rules: ['Arctic'], at: world.clock.now() },
    });
    expect(world.memory.patterns.get('pattern-Arctic')).toMatchObject({ rules: 1 });
  });

  it('with the code works in any browser, however it is typed', async () => {
    const world = await createWorld();
    const { token, code } = await pending(world);
    const result = await confirm(world, { token, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect(result.kind).toBe('applied');
    expect(await world.store.addresses.get(HASH)).toMatchObject({ consent: { how: 'code' } });
  });

  it('without either asks for the code, as it does with the cookie of another sign-up', async () => {
    const world = await createWorld();
    const { token } = await pending(world);
    const stranger = await pending(world, { address: 'other@example.org' });
    expect(await confirm(world, { token })).toMatchObject({ kind: 'code-needed', triesLeft: 5 });
    expect(await confirm(world, { token, cookie: stranger.cookie })).toMatchObject({ kind: 'code-needed' });
    expect(await confirm(world, { token, code: stranger.code })).toMatchObject({ kind: 'wrong-code' });
    expect(world.memory.subscribers.size).toBe(0);
  });

  it('takes five wrong codes; then even the right one is refused, and the cookie still works', async () => {
    const world = await createWorld();
    const { token, code, cookie } = await pending(world);
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      expect(await confirm(world, { token, code: wrong(code) })).toMatchObject({
        kind: 'wrong-code',
        triesLeft,
      });
    }
    expect(await confirm(world, { token, code })).toMatchObject({ kind: 'wrong-code', triesLeft: 0 });
    expect((await confirm(world, { token, cookie })).kind).toBe('applied');
  });

  it('lets no more codes be compared than five when many are sent at once', async () => {
    const world = await createWorld();
    const { token, code } = await pending(world);
    const guesses = Array.from({ length: 20 }, () => confirm(world, { token, code: wrong(code) }));
    await Promise.all(guesses);
    expect((await confirm(world, { token, code })).kind).toBe('wrong-code');
  });

  it('does not count what cannot be a code', async () => {
    const world = await createWorld();
    const { token, code } = await pending(world);
    for (const typo of ['12345', '1234567', 'abcdef']) {
      expect(await confirm(world, { token, code: typo })).toMatchObject({
        kind: 'code-needed',
        triesLeft: 5,
      });
    }
    expect((await confirm(world, { token, code })).kind).toBe('applied');
  });

  it('again says that it is confirmed and changes nothing', async () => {
    const world = await createWorld();
    const { token, cookie } = await pending(world);
    await confirm(world, { token, cookie });
    const before = structuredClone(world.memory);
    expect((await confirm(world, { token, cookie })).kind).toBe('confirmed');
    expect(world.memory).toEqual(before);
  });

  it('twice at the same time makes one subscriber with each rule once', async () => {
    const world = await createWorld();
    const { token, cookie } = await pending(world);
    const results = await Promise.all([confirm(world, { token, cookie }), confirm(world, { token, cookie })]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['applied', 'confirmed']);
    expect(world.memory.rules.get(SID)?.size).toBe(1);
    expect(world.memory.patterns.get('pattern-Arctic')?.rules).toBe(1);
  });

  it('two sign-ups of one address at the same time ends with the rules of both', async () => {
    const world = await createWorld();
    const one = await pending(world);
    const two = await pending(world, { rules: [asked('Arctic'), asked('sanctions')] });
    await Promise.all([confirm(world, one), confirm(world, two)]);
    const texts = [...(world.memory.rules.get(SID)?.values() ?? [])].map(({ text }) => text);
    expect(texts.sort()).toEqual(['Arctic', 'sanctions']);
    expect([...world.memory.subscribers.keys()]).toEqual([SID]);
  });

  it('adds a sign-up for an active address only now, and leaves what was watched as it began', async () => {
    const world = await createWorld();
    await confirm(world, await pending(world));
    const before = structuredClone(world.memory);
    const { token, cookie } = await pending(world, { rules: [asked('Arctic'), asked('sanctions')] });
    expect(world.memory.subscribers).toEqual(before.subscribers);
    expect(world.memory.rules).toEqual(before.rules);
    const result = await confirm(world, { token, cookie });
    expect(result).toMatchObject({
      kind: 'applied',
      added: [{ text: 'sanctions' }],
      known: [{ text: 'Arctic' }],
    });
  });

  it('brings somebody back who left', async () => {
    const world = await createWorld();
    await confirm(world, await pending(world));
    await world.store.subscribers.end(SID, {
      ...{ state: 'unsubscribed', reason: '', source: 'person' },
      at: world.clock.now(),
    });
    await confirm(world, await pending(world, { rules: [asked('sanctions')] }));
    expect(await world.store.subscribers.get(SID)).toMatchObject({ state: 'active', gen: 2 });
    expect(world.memory.patterns.get('pattern-Arctic')?.rules).toBe(0);
  });

  it('does not revive an address that complained after the mail went out', async () => {
    const world = await createWorld();
    const { token, cookie } = await pending(world);
    await world.store.addresses.suppress(HASH, {
      ...{ state: 'complained', reason: 'abuse', source: 'complaint' },
      at: world.clock.now(),
    });
    expect((await confirm(world, { token, cookie })).kind).toBe('suppressed');
    expect(world.memory.subscribers.size).toBe(0);
  });

  it('after seven days, with a link that is forged or with one that was cut off says which', async () => {
    const world = await createWorld();
    const { token, cookie } = await pending(world);
    expect((await confirm(world, { token: token.slice(0, -1), cookie })).kind).toBe('cut-off');
    expect((await confirm(world, { token: 'A'.repeat(32), cookie })).kind).toBe('unknown');
    world.clock.advance(7 * DAY);
    expect((await confirm(world, { token, cookie })).kind).toBe('expired');
    expect(world.memory.subscribers.size).toBe(0);
  });
});

describe('looking at a confirm link', () => {
  it('changes nothing, as often as scanners like, and tells whether this browser signed up', async () => {
    const world = await createWorld();
    const { token, cookie } = await pending(world);
    const before = structuredClone(world.memory);
    expect(await findRequest(world, { token, cookie })).toMatchObject({ kind: 'open', sameBrowser: true });
    expect(await findRequest(world, { token })).toMatchObject({ kind: 'open', sameBrowser: false });
    expect(world.memory).toEqual(before);
  });
});

import { describe, expect, it } from 'vitest';
import { subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintDigest, mintUnsubscribe } from '../../functions/domain/token/link-token.ts';
import { confirm } from '../../functions/pipeline/confirm.ts';
import { signUp } from '../../functions/pipeline/sign-up.ts';
import { readUnsubscribeLink, unsubscribe } from '../../functions/pipeline/unsubscribe.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, aSignUp, createWorld, mailed } from './sign-up-world.ts';

const SID = subscriberId(testKeyring, ADDRESS);
const TOKEN = mintUnsubscribe(testKeyring, SID);

async function subscribedWorld() {
  const world = await createWorld();
  await signUp(world, aSignUp());
  await confirm(world, mailed(world));
  return world;
}

describe('an unsubscribe link', () => {
  it('ends the subscription at once, due for its rules to end', async () => {
    const world = await subscribedWorld();
    expect(await readUnsubscribeLink(world, TOKEN)).toEqual({
      kind: 'subscribed',
      address: 'r…@example.com',
    });
    expect(await unsubscribe(world, TOKEN)).toEqual({ kind: 'ended' });
    const now = world.clock.now();
    expect(await world.store.subscribers.get(SID)).toMatchObject({
      state: 'unsubscribed',
      endedAt: now,
      due: now,
    });
    expect(await readUnsubscribeLink(world, TOKEN)).toEqual({ kind: 'ended' });
  });

  it('used again, or after everything was erased, says the same and changes nothing', async () => {
    const world = await subscribedWorld();
    await unsubscribe(world, TOKEN);
    const before = structuredClone(world.memory);
    world.clock.advance(1_000);
    expect(await unsubscribe(world, TOKEN)).toEqual({ kind: 'ended' });
    expect(world.memory).toEqual(before);
    expect(await unsubscribe(await createWorld(), TOKEN)).toEqual({ kind: 'ended' });
  });

  it('does not lower a complaint', async () => {
    const world = await subscribedWorld();
    await world.store.subscribers.end(SID, { state: 'complained', reason: '', source: 'complaint', at: 0 });
    await unsubscribe(world, TOKEN);
    expect(await world.store.subscribers.get(SID)).toMatchObject({ state: 'complained' });
  });

  it.each([
    ['a forged one', `${TOKEN.slice(0, -1)}${TOKEN.endsWith('A') ? 'B' : 'A'}`],
    ['one cut off', TOKEN.slice(0, -4)],
    ['a digest link', mintDigest(testKeyring, SID, '1779278400000-3')],
    ['nothing', ''],
  ])('that is %s does nothing', async (_, token) => {
    const world = await subscribedWorld();
    const before = structuredClone(world.memory);
    expect(await unsubscribe(world, token)).toEqual({ kind: 'unknown-link' });
    expect(await readUnsubscribeLink(world, token)).toEqual({ kind: 'unknown-link' });
    expect(world.memory).toEqual(before);
  });
});

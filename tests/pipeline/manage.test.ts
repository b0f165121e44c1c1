import { beforeEach, describe, expect, it } from 'vitest';
import { isLive } from '../../functions/domain/subscriber/subscriber.ts';
import { subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintDigest } from '../../functions/domain/token/link-token.ts';
import { confirm } from '../../functions/pipeline/confirm.ts';
import { type ManageAct, manage } from '../../functions/pipeline/manage.ts';
import { openManageLink } from '../../functions/pipeline/manage-link.ts';
import { requestManageLink } from '../../functions/pipeline/request-manage-link.ts';
import { signUp } from '../../functions/pipeline/sign-up.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, aSignUp, asked, createWorld, DAILY, mailed, type World } from './sign-up-world.ts';

const MINUTE = 60_000;
const SID = subscriberId(testKeyring, ADDRESS);
let world: World;
let token: string;

beforeEach(async () => {
  world = await createWorld();
  const result = await signUp(world, aSignUp());
  const cookie = result.kind === 'asked' ? result.cookie : '';
  const confirmed = await confirm(world, { ...mailed(world), cookie });
  token = confirmed.kind === 'applied' ? confirmed.manageToken : '';
  world.clock.advance(MINUTE);
});

const rules = () => [...(world.memory.rules.get(SID)?.values() ?? [])];
const live = () => rules().filter(isLive);
const idOf = (text: string) => live().find((rule) => rule.text === text)?.id ?? '';
const act = (what: ManageAct) => manage(world, token, what);
const add = (...texts: string[]) => act({ kind: 'add', rules: texts.map(asked) });

describe('a manage link', () => {
  it('adds rules, and the same again changes nothing', async () => {
    expect(await add('sanctions')).toEqual({ kind: 'done' });
    const before = structuredClone(world.memory);
    expect(await add('sanctions')).toEqual({ kind: 'done' });
    expect(world.memory).toEqual(before);
  });

  it('edits a rule: the old wording ends, the new one begins; a replay under the old id changes nothing', async () => {
    const id = idOf('Arctic');
    expect(await act({ kind: 'edit', id, rule: asked('Antarctic') })).toEqual({ kind: 'done' });
    expect(live().map(({ text }) => text)).toEqual(['Antarctic']);
    expect(rules().find((rule) => rule.id === id)?.end).toBe(world.clock.now());
    const before = structuredClone(world.memory);
    expect(await act({ kind: 'edit', id, rule: asked('Antarctic') })).toEqual({ kind: 'done' });
    expect(world.memory).toEqual(before);
  });

  it('ends a rule, and once more without effect', async () => {
    const id = idOf('Arctic');
    expect(await act({ kind: 'end', id })).toEqual({ kind: 'done' });
    expect(live()).toHaveLength(0);
    const before = structuredClone(world.memory);
    expect(await act({ kind: 'end', id })).toEqual({ kind: 'done' });
    expect(world.memory).toEqual(before);
  });

  it('moves the rules when the cadence changes', async () => {
    expect(await act({ kind: 'settings', settings: { ...DAILY, cadence: 'immediate' } })).toEqual({
      kind: 'done',
    });
    expect(live().map(({ lane }) => lane)).toEqual(['immediate']);
    expect(world.memory.patterns.get('pattern-Arctic')).toMatchObject({ rules: 1, immediate: 1 });
  });

  it('says which rules found no room', async () => {
    const texts = Array.from({ length: 20 }, (_, n) => `rule ${n}`);
    expect(await add(...texts)).toMatchObject({ kind: 'over', over: [{ text: 'rule 19' }] });
    expect(live()).toHaveLength(20);
  });

  it('does not touch a rule it does not know', async () => {
    const before = structuredClone(world.memory);
    expect(await act({ kind: 'end', id: 'of-somebody-else' })).toEqual({ kind: 'unknown-rule' });
    expect(await act({ kind: 'edit', id: 'none', rule: asked('x') })).toEqual({ kind: 'unknown-rule' });
    expect(world.memory).toEqual(before);
  });

  it('decides anew when a digest was sent in between', async () => {
    const apply = world.store.subscribers.apply;
    let interfered = false;
    const store = {
      ...world.store,
      subscribers: {
        ...world.store.subscribers,
        apply: async (...args: Parameters<typeof apply>) => {
          const row = await world.store.subscribers.get(SID);
          if (row && !interfered) await world.store.subscribers.postpone(SID, row.ver, row.due);
          interfered = true;
          return apply(...args);
        },
      },
    };
    expect(await manage({ ...world, store }, token, { kind: 'add', rules: [asked('sanctions')] })).toEqual({
      kind: 'done',
    });
    expect(
      live()
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Arctic', 'sanctions']);
  });

  it('works for thirty minutes, and not for somebody who left', async () => {
    world.clock.advance(28 * MINUTE);
    expect((await openManageLink(world, token)).kind).toBe('open');
    await world.store.subscribers.end(SID, { state: 'unsubscribed', reason: '', source: 'person', at: 0 });
    expect((await openManageLink(world, token)).kind).toBe('ended');
    world.clock.advance(2 * MINUTE);
    expect((await openManageLink(world, token)).kind).toBe('expired');
    expect((await openManageLink(world, 'B'.repeat(32))).kind).toBe('unknown');
    expect((await openManageLink(world, 'short')).kind).toBe('cut-off');
  });
});

describe('asking for a manage link', () => {
  const ask = (address: string) => requestManageLink(world, { whose: { address }, network: '192.0.2.0/24' });
  const sentTo = () => world.mailer.accepted.map(({ to }) => to);

  it('mails it to the address as it was confirmed, whatever its case when asked', async () => {
    expect(await ask(ADDRESS.toUpperCase())).toEqual({ kind: 'asked' });
    expect(sentTo()).toEqual([ADDRESS, ADDRESS]);
    expect((await openManageLink(world, mailed(world).token)).kind).toBe('open');
  });

  it('answers the same, after the same time and with the same writes, when nobody is subscribed', async () => {
    const times: number[] = [];
    const links: number[] = [];
    for (const address of [ADDRESS, 'nobody@example.com']) {
      const before = world.clock.now();
      expect(await ask(address)).toEqual({ kind: 'asked' });
      times.push(world.clock.now() - before);
      links.push(world.memory.links.size);
    }
    expect(times[0]).toBe(times[1]);
    expect(links).toEqual([2, 3]);
    expect(sentTo()).toEqual([ADDRESS, ADDRESS]);
  });

  it('by the link of a digest mails the owner, and nobody by a forged one', async () => {
    const digestToken = mintDigest(testKeyring, SID, '1779278400000-3');
    expect(await requestManageLink(world, { whose: { digestToken } })).toEqual({ kind: 'asked' });
    expect(await requestManageLink(world, { whose: { digestToken: 'forged' } })).toEqual({ kind: 'asked' });
    expect(sentTo()).toEqual([ADDRESS, ADDRESS]);
  });

  it('mails nobody who left, bounced or complained', async () => {
    await world.store.subscribers.end(SID, { state: 'bounced', reason: '', source: 'bounce', at: 0 });
    expect(await ask(ADDRESS)).toEqual({ kind: 'asked' });
    expect(sentTo()).toEqual([ADDRESS]);
  });

  it('is capped by address with the same answer, and by network with another', async () => {
    for (let n = 0; n < 4; n++) expect(await ask(ADDRESS)).toEqual({ kind: 'asked' });
    expect(sentTo()).toHaveLength(3);
    for (let n = 0; n < 5; n++) await ask(`r${n}@example.com`);
    expect(await ask('one-more@example.com')).toEqual({ kind: 'too-many' });
  });

  it('is refused while no mail leaves', async () => {
    await world.store.sending.putSettings({ sending: 'off', sendFrom: 0, signUp: 'open' });
    expect(await ask(ADDRESS)).toEqual({ kind: 'off' });
  });
});

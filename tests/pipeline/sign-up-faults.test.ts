/**
 * Every call that one person's journey makes to store and mailer, failed before, after and by the death of its process.
 * The person tries the step again, as people do, and ends where they would have ended.
 */
import { expect, it } from 'vitest';
import { isLive } from '../../functions/domain/subscriber/subscriber.ts';
import { addressKey, subscriberId } from '../../functions/domain/token/address-key.ts';
import { mintUnsubscribe } from '../../functions/domain/token/link-token.ts';
import { confirm } from '../../functions/pipeline/confirm.ts';
import { type ManageAct, manage } from '../../functions/pipeline/manage.ts';
import { requestManageLink } from '../../functions/pipeline/request-manage-link.ts';
import { signUp } from '../../functions/pipeline/sign-up.ts';
import { unsubscribe } from '../../functions/pipeline/unsubscribe.ts';
import { createFaults, FAULT_KINDS, type FaultKind, InjectedFault } from '../support/faults.ts';
import { testKeyring } from '../support/keyring.ts';
import { ADDRESS, aSignUp, asked, createWorld, mailed } from './sign-up-world.ts';

const SID = subscriberId(testKeyring, ADDRESS);

async function journey(fault?: { readonly call: number; readonly kind: FaultKind }) {
  const world = await createWorld();
  const faults = createFaults();
  const deps = {
    ...world,
    store: faults.wrap(world.store, 'store'),
    mailer: faults.wrap(world.mailer, 'mailer'),
  };
  if (fault) faults.arm(fault.call, fault.kind);

  async function step<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof InjectedFault)) throw error;
      faults.revive();
      return act();
    }
  }

  await step(() => signUp(deps, aSignUp()));
  await step(() => confirm(deps, mailed(world)));
  await step(() => requestManageLink(deps, { whose: { address: ADDRESS } }));
  const { token } = mailed(world);
  const change = (act: ManageAct) => step(() => manage(deps, token, act));
  const id = [...(world.memory.rules.get(SID)?.keys() ?? [])][0] ?? '';
  await change({ kind: 'add', rules: [asked('sanctions')] });
  await change({ kind: 'edit', id, rule: asked('Antarctic') });
  await change({ kind: 'settings', settings: { cadence: 'immediate', hour: 8, weekday: 1, zone: 'UTC' } });
  await step(() => unsubscribe(deps, mintUnsubscribe(testKeyring, SID)));

  const rules = [...(world.memory.rules.get(SID)?.values() ?? [])].filter(isLive);
  const patterns = [...world.memory.patterns.values()].map((row) => [
    row.canonical,
    row.rules,
    row.immediate,
  ]);
  return {
    calls: faults.calls,
    mails: world.mailer.accepted.length,
    end: {
      state: world.memory.subscribers.get(SID)?.state,
      rules: rules.map(({ text, lane }) => `${text} ${lane}`).sort(),
      patterns: patterns.sort(),
      consent: world.memory.addresses.get(addressKey(testKeyring, ADDRESS))?.consent?.how,
    },
  };
}

it('whatever single call fails, the journey ends the same, with at most one mail more', async () => {
  const calm = await journey();
  expect(calm.end).toMatchObject({
    state: 'unsubscribed',
    rules: ['Antarctic immediate', 'sanctions immediate'],
  });
  expect(calm.mails).toBe(2);
  expect(calm.calls.length).toBeGreaterThan(25);
  for (const kind of FAULT_KINDS) {
    for (let call = 0; call < calm.calls.length; call++) {
      const { end, mails } = await journey({ call, kind });
      expect({ fault: `${kind} ${call} ${calm.calls[call]}`, ...end }).toMatchObject(calm.end);
      expect(mails).toBeLessThanOrEqual(calm.mails + 1);
    }
  }
});

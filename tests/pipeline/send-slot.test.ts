import { describe, expect, it } from 'vitest';
import { takeSlot } from '../../functions/pipeline/send-slot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';

function setting(over: { rate?: number; daily?: number; sentLast24Hours?: number } = {}) {
  const clock = new FakeClock();
  const quota = { rate: 2, daily: 200, sentLast24Hours: 0, ...over };
  return { clock, store: createMemoryStore(), mailer: { quota: async () => quota } };
}

describe('a send slot', () => {
  it('keeps mails apart by the rate that SES allows', async () => {
    const deps = setting({ rate: 2 });
    const slots: (number | undefined)[] = [];
    for (let mail = 0; mail < 4; mail++) slots.push(await takeSlot(deps, 'digest'));
    const gaps = slots.slice(1).map((slot, before) => (slot ?? 0) - (slots[before] ?? 0));
    expect(gaps).toEqual([500, 500, 500]);
  });

  it('has begun when it is given', async () => {
    const deps = setting({ rate: 1 });
    await takeSlot(deps, 'digest');
    expect(await takeSlot(deps, 'digest')).toBe(deps.clock.now());
  });

  it('is left to the next run when the queue is longer than ten seconds', async () => {
    const deps = setting({ rate: 1 });
    for (let mail = 0; mail <= 10; mail++) {
      await deps.store.sending.slot({ now: deps.clock.now(), intervalMs: 1_000, withinMs: 60_000 });
    }
    expect(await takeSlot(deps, 'digest')).toBeUndefined();
  });

  it('leaves the last tenth of the daily quota to confirmations', async () => {
    const deps = setting({ daily: 200, sentLast24Hours: 180 });
    expect(await takeSlot(deps, 'digest')).toBeUndefined();
    expect(await takeSlot(deps, 'transactional')).toBeDefined();
  });

  it('is none when the daily quota is used up', async () => {
    const deps = setting({ daily: 200, sentLast24Hours: 200 });
    expect(await takeSlot(deps, 'transactional')).toBeUndefined();
  });

  it('is given up after five that came too late', async () => {
    const deps = setting();
    const slow = {
      ...deps,
      store: {
        sending: {
          ...deps.store.sending,
          slot: async (request: Parameters<typeof deps.store.sending.slot>[0]) => {
            const slot = await deps.store.sending.slot(request);
            deps.clock.advance(600);
            return slot;
          },
        },
      },
    };
    expect(await takeSlot(slow, 'digest')).toBeUndefined();
  });
});

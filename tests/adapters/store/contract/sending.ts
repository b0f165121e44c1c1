/** The operator's switch, send slots, and the health of send events. */
import { expect, it } from 'vitest';
import { type MakeStore, NOW, SECOND } from './rows.ts';

const MINUTE = 60 * SECOND;

export function sendingContract(makeStore: MakeStore): void {
  it('settings are unset at first, then as put', async () => {
    const store = await makeStore();
    expect(await store.sending.settings()).toBeUndefined();
    const settings = { sending: 'on', sendFrom: NOW, signUp: 'closed' } as const;
    await store.sending.putSettings(settings);
    await store.sending.putSettings({ ...settings, signUp: 'open' });
    expect(await store.sending.settings()).toEqual({ ...settings, signUp: 'open' });
  });

  it('slots follow one another at the interval', async () => {
    const store = await makeStore();
    const take = () => store.sending.slot({ now: NOW, intervalMs: 500, withinMs: 1_000 });
    expect([await take(), await take(), await take(), await take()]).toEqual([
      NOW,
      NOW + 500,
      NOW + 1_000,
      undefined,
    ]);
  });

  it('a slot out of reach reserves nothing, and time that passed unused is lost', async () => {
    const store = await makeStore();
    const take = (now: number) => store.sending.slot({ now, intervalMs: 500, withinMs: 0 });
    expect(await take(NOW)).toBe(NOW);
    expect(await take(NOW + 499)).toBeUndefined();
    expect(await take(NOW + 500)).toBe(NOW + 500);
    expect(await take(NOW + 9_000)).toBe(NOW + 9_000);
    expect(await take(NOW + 9_001)).toBeUndefined();
  });

  it('slots taken at the same time are all different', async () => {
    const store = await makeStore();
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => store.sending.slot({ now: NOW, intervalMs: 100, withinMs: MINUTE })),
    );
    const slots = taken.map(Number).sort((a, b) => a - b);
    expect(slots).toEqual(Array.from({ length: 10 }, (_, number) => NOW + number * 100));
  });

  it('a send event is noted when it is newer by a minute', async () => {
    const store = await makeStore();
    expect(await store.sending.events()).toEqual({ newestSent: 0, canaryAt: 0 });
    const seen = async (at: number) => {
      await store.sending.sawSendEvent(at);
      return (await store.sending.events()).newestSent;
    };
    expect(await seen(NOW)).toBe(NOW);
    expect(await seen(NOW)).toBe(NOW);
    expect(await seen(NOW + MINUTE - 1)).toBe(NOW);
    expect(await seen(NOW + MINUTE)).toBe(NOW + MINUTE);
    expect(await seen(NOW - MINUTE)).toBe(NOW + MINUTE);
  });

  it('one canary is taken a grace, whoever asks', async () => {
    const store = await makeStore();
    expect(await store.sending.takeCanary(NOW, MINUTE)).toBe('taken');
    expect(await store.sending.takeCanary(NOW, MINUTE)).toBe('not-due');
    expect(await store.sending.takeCanary(NOW + MINUTE, MINUTE)).toBe('not-due');
    expect(await store.sending.takeCanary(NOW + MINUTE + 1, MINUTE)).toBe('taken');
    expect(await store.sending.events()).toEqual({ newestSent: 0, canaryAt: NOW + MINUTE + 1 });
  });

  it('canary and events do not disturb each other', async () => {
    const store = await makeStore();
    await store.sending.takeCanary(NOW, MINUTE);
    await store.sending.sawSendEvent(NOW + 5);
    expect(await store.sending.events()).toEqual({ newestSent: NOW + 5, canaryAt: NOW });
  });
}

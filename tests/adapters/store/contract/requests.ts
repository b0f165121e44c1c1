/** Requests, manage links and counters. */
import { expect, it } from 'vitest';
import { aRequest, HOUR, type MakeStore, NOW, SID } from './rows.ts';

const TOKEN = 'hash-of-token';

export function requestContract(makeStore: MakeStore): void {
  it('a request is read as it was put', async () => {
    const store = await makeStore();
    await store.requests.put(aRequest());
    expect(await store.requests.get(TOKEN)).toEqual(aRequest());
    expect(await store.requests.get('unknown')).toBeUndefined();
  });

  it('wrong codes are counted while the request is open', async () => {
    const store = await makeStore();
    await store.requests.put(aRequest());
    expect(await store.requests.countTry(TOKEN)).toBe(1);
    expect(await store.requests.countTry(TOKEN)).toBe(2);
    expect(await store.requests.get(TOKEN)).toEqual(aRequest({ tries: 2 }));
  });

  it.each(['confirmed', 'refused'] as const)('nothing is counted of a request that was %s', async (state) => {
    const store = await makeStore();
    await store.requests.put(aRequest({ state }));
    expect(await store.requests.countTry(TOKEN)).toBe(Number.POSITIVE_INFINITY);
    expect(await store.requests.get(TOKEN)).toEqual(aRequest({ state }));
  });

  it('nothing is counted of no request', async () => {
    const store = await makeStore();
    expect(await store.requests.countTry(TOKEN)).toBe(Number.POSITIVE_INFINITY);
    expect(await store.requests.get(TOKEN)).toBeUndefined();
  });

  it('an open request is refused once; a confirmed one stays', async () => {
    const store = await makeStore();
    await store.requests.put(aRequest());
    await store.requests.put(aRequest({ tokenHash: 'other', state: 'confirmed' }));
    expect(await store.requests.refuse(TOKEN)).toBe('refused');
    expect(await store.requests.refuse(TOKEN)).toBe('left');
    expect(await store.requests.refuse('other')).toBe('left');
    expect(await store.requests.refuse('unknown')).toBe('left');
    expect(await store.requests.get(TOKEN)).toEqual(aRequest({ state: 'refused' }));
    expect(await store.requests.get('other')).toMatchObject({ state: 'confirmed' });
  });

  it('a manage link is read as it was put', async () => {
    const store = await makeStore();
    const link = { tokenHash: TOKEN, sid: SID, expiresAt: NOW + HOUR };
    await store.requests.putLink(link);
    expect(await store.requests.getLink(TOKEN)).toEqual(link);
    expect(await store.requests.getLink('unknown')).toBeUndefined();
    expect(await store.requests.get(TOKEN)).toBeUndefined();
  });

  it('attempts are counted up to the cap, and again in the next window', async () => {
    const store = await makeStore();
    const caps = [{ key: 'network', max: 2, windowMs: HOUR }];
    const attempt = async (now: number) => (await store.requests.attempt(caps, now)).kind;
    expect([await attempt(NOW), await attempt(NOW + 1), await attempt(NOW + 2)]).toEqual([
      'ok',
      'ok',
      'full',
    ]);
    expect(await attempt(NOW + HOUR - 1)).toBe('full');
    expect([await attempt(NOW + HOUR), await attempt(NOW + HOUR), await attempt(NOW + HOUR)]).toEqual([
      'ok',
      'ok',
      'full',
    ]);
  });

  it('the first full cap is named, and those after it are not counted', async () => {
    const store = await makeStore();
    const [a, b, c] = [cap('a', 9), cap('b', 1), cap('c', 1)];
    await store.requests.attempt([b], NOW);
    expect(await store.requests.attempt([a, b, c], NOW)).toEqual({ kind: 'full', key: 'b' });
    expect(await store.requests.attempt([c], NOW)).toEqual({ kind: 'ok' });
  });

  it('a cap of none is always full', async () => {
    const store = await makeStore();
    expect(await store.requests.attempt([cap('a', 0)], NOW)).toEqual({ kind: 'full', key: 'a' });
  });

  it('attempts at the same time are never more than the cap', async () => {
    const store = await makeStore();
    const attempts = Array.from({ length: 12 }, () => store.requests.attempt([cap('a', 5)], NOW));
    const kinds = (await Promise.all(attempts)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'ok')).toHaveLength(5);
  });
}

const cap = (key: string, max: number) => ({ key, max, windowMs: HOUR });

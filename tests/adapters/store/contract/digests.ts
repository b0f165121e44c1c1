/** Frozen digests, mails, and what was sent. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sentHash } from '../../../../functions/domain/digest/sent-hash.ts';
import { hash } from '../../../../functions/domain/hash.ts';
import { aDigest, anEntry } from '../../../support/a-digest.ts';
import { DAY, HOUR, type MakeStore, NOW, SID } from './rows.ts';

const mail = { sid: SID, digest: 'd1', at: NOW };

export function digestContract(makeStore: MakeStore): void {
  it('a frozen digest is read as it was frozen', async () => {
    const store = await makeStore();
    const digest = aDigest({ missed: ['d0'] });
    expect(await store.digests.freeze(digest)).toEqual(digest);
    expect(await store.digests.get(digest.sid, digest.id)).toEqual(digest);
    expect(await store.digests.get(digest.sid, 'unknown')).toBeUndefined();
  });

  it('a digest is frozen once: whoever comes later gets the first', async () => {
    const store = await makeStore();
    const first = aDigest();
    await store.digests.freeze(first);
    const second = aDigest({ madeAt: first.madeAt + HOUR, entries: [] });
    expect(await store.digests.freeze(second)).toEqual(first);
    expect(await store.digests.get(first.sid, first.id)).toEqual(first);
  });

  it('a digest of a thousand long entries is frozen whole, once', async () => {
    const store = await makeStore();
    const [first, second] = [incompressible('one'), incompressible('two')];
    await store.digests.freeze(first);
    expect(await store.digests.freeze(second)).toEqual(first);
    expect(await store.digests.get(first.sid, first.id)).toEqual(first);
  });

  it('a mail is open until an outcome is recorded, and keeps its first time', async () => {
    const store = await makeStore();
    await store.digests.record(mail);
    expect(await store.digests.mail(SID, 'd1')).toEqual({ ...mail, outcome: 'open' });
    await store.digests.record({ ...mail, at: NOW + 5, outcome: 'sent', messageId: 'm1' });
    expect(await store.digests.mail(SID, 'd1')).toEqual({ ...mail, outcome: 'sent', messageId: 'm1' });
  });

  it('evidence is added and never lost', async () => {
    const store = await makeStore();
    await store.digests.record({ ...mail, sendEventAt: NOW + 1 });
    await store.digests.record({ ...mail, outcome: 'sent', messageId: 'm1' });
    await store.digests.record({ ...mail, deliveredAt: NOW + 2 });
    expect(await store.digests.mail(SID, 'd1')).toEqual({
      ...mail,
      outcome: 'sent',
      messageId: 'm1',
      sendEventAt: NOW + 1,
      deliveredAt: NOW + 2,
    });
  });

  it('an outcome sent never becomes another; the rest of that record is kept', async () => {
    const store = await makeStore();
    await store.digests.record({ ...mail, outcome: 'sent' });
    await store.digests.record({ ...mail, outcome: 'unknown', detail: 'no evidence' });
    expect(await store.digests.mail(SID, 'd1')).toEqual({ ...mail, outcome: 'sent', detail: 'no evidence' });
  });

  it('an outcome unknown becomes sent, and one without outcome changes none', async () => {
    const store = await makeStore();
    await store.digests.record({ ...mail, outcome: 'unknown' });
    await store.digests.record({ ...mail, sendEventAt: NOW });
    expect(await store.digests.mail(SID, 'd1')).toMatchObject({ outcome: 'unknown', sendEventAt: NOW });
    await store.digests.record({ ...mail, outcome: 'sent' });
    expect(await store.digests.mail(SID, 'd1')).toMatchObject({ outcome: 'sent' });
  });

  it('the last mails come newest first, without the digests themselves', async () => {
    const store = await makeStore();
    for (const digest of ['0000000000001-1', '0000000000003-1', '0000000000002-9'])
      await store.digests.record({ ...mail, digest });
    await store.digests.freeze(aDigest({ sid: SID, id: '0000000000009-1' }));
    await store.digests.addSent(SID, NOW, [hash('a')]);
    const ids = (await store.digests.mails(SID, 2)).map(({ digest }) => digest);
    expect(ids).toEqual(['0000000000003-1', '0000000000002-9']);
    expect(await store.digests.mails('nobody', 9)).toEqual([]);
  });

  it('what was sent is known for 35 days, by whole days', async () => {
    const store = await makeStore();
    await store.digests.addSent(SID, NOW, [hash('a'), hash('b'), hash('a')]);
    await store.digests.addSent(SID, NOW + DAY, [hash('c')]);
    await store.digests.addSent(SID, NOW + DAY, [hash('c')]);
    const known = async (now: number) => [...(await store.digests.sent(SID, now))].sort();
    const names = (...texts: string[]) => texts.map((text) => sentHash(hash(text))).sort();
    expect(await known(NOW + DAY)).toEqual(names('a', 'b', 'c'));
    expect(await known(NOW + 35 * DAY)).toEqual(names('a', 'b', 'c'));
    expect(await known(NOW + 36 * DAY)).toEqual(names('c'));
    expect(await known(NOW + 37 * DAY)).toEqual([]);
  });

  it('nothing sent is nothing known', async () => {
    const store = await makeStore();
    await store.digests.addSent(SID, NOW, []);
    expect(await store.digests.sent(SID, NOW)).toEqual(new Set());
  });
}

/** Text that no compression makes shorter than 400 kB. */
function incompressible(seed: string) {
  const entries = Array.from({ length: 1_000 }, (_, number) => {
    const text = Array.from({ length: 12 }, (_, line) =>
      createHash('sha512').update(`${seed} ${number} ${line}`).digest('base64url'),
    ).join(' ');
    return anEntry({ article: hash(`${seed} ${number}`), snippets: [{ text, marks: [] }] });
  });
  return aDigest({ entries });
}

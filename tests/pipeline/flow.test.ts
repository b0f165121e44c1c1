import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, World } from '../support/world.ts';

const FEED = 'https://wire.example/feed';
const READER = 'reader@mail.example';

const item = (id: string, body: string) => ({ id, title: `Headline ${id}`, body });

/** One feed with its baseline taken, and one immediate subscriber to `Arctic`. */
async function watching(rules: readonly string[] = ['Arctic'], over = {}): Promise<World> {
  const world = await new World().open();
  world.press.publish(FEED, item('old', 'An Arctic story from before.'));
  await world.watch(FEED);
  await world.minute();
  await world.subscribe(READER, rules, over);
  return world;
}

describe('from feed to inbox', () => {
  it('mails a new article that matches once, with its headline, sentence and rule', async () => {
    const world = await watching();
    world.press.publish(FEED, item('new', 'Ministers met. The Arctic Council was their host.'));
    await world.minutes(90);
    const texts = world.digestTexts();
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('Headline new');
    expect(texts[0]).toContain('Council was their host');
    expect(texts[0]).not.toContain('Headline old');
  });

  it('mails an immediate match within two minutes of its poll', async () => {
    const world = await watching();
    world.press.publish(FEED, item('new', 'The Arctic Council met.'));
    while (world.press.requests.length < 2) await world.minute();
    const polled = world.clock.now();
    while (world.mailer.accepted.length === 0) await world.minute();
    expect(world.clock.now() - polled).toBeLessThanOrEqual(2 * MINUTE);
  });

  it('says nothing about articles that match no rule', async () => {
    const world = await watching();
    world.press.publish(FEED, item('new', 'A story about football.'));
    await world.minutes(120);
    expect(world.mailer.accepted).toEqual([]);
  });

  it('shows an article once that matches two rules, and names both', async () => {
    const world = await watching(['Arctic', 'sanctions']);
    world.press.publish(FEED, item('new', 'Arctic talks. New sanctions were discussed.'));
    await world.minutes(60);
    expect(world.digestTexts()).toHaveLength(1);
    const [text = ''] = world.digestTexts();
    expect(text.split('Headline new').length - 1).toBe(1);
    expect(text).toContain('sanctions');
  });

  it('shows an article once that two feeds carry', async () => {
    const world = await watching();
    const other = 'https://mirror.example/feed';
    world.press.publish(other, item('x', 'Nothing.'));
    await world.watch(other);
    await world.minutes(2);
    const url = 'https://wire.example/one';
    world.press.publish(FEED, { ...item('one', 'The Arctic Council met.'), url });
    world.press.publish(other, {
      ...item('two', 'The Arctic Council met.'),
      url: `${url}?utm_source=mirror`,
    });
    await world.minutes(120);
    expect(world.digestTexts()).toHaveLength(1);
  });

  it('shares one stored match among subscribers of equal rules', async () => {
    const world = await watching(['Arctic OR sanctions']);
    await world.subscribe('second@mail.example', ['sanctions OR arctic']);
    world.press.publish(FEED, item('new', 'The Arctic Council met.'));
    await world.minutes(60);
    expect(world.mailer.accepted.map(({ to }) => to).sort()).toEqual([
      'reader@mail.example',
      'second@mail.example',
    ]);
    expect((await world.store.patterns.all()).map(({ rules }) => rules)).toEqual([2]);
  });

  it('keeps a daily subscriber for the hour of the day', async () => {
    const world = await watching(['Arctic'], { cadence: 'daily', hour: 14, zone: 'UTC' });
    world.press.publish(FEED, item('new', 'The Arctic Council met.'));
    await world.minutes(100);
    expect(world.mailer.accepted).toEqual([]);
    await world.minutes(30);
    expect(world.digestTexts()).toHaveLength(1);
    expect(new Date(world.mailer.accepted[0]?.at ?? 0).getUTCHours()).toBe(14);
  });

  it('mails nothing after an unsubscribe, and ends the rules and erases the person by the due index', async () => {
    const world = await watching();
    const [{ sid = '' } = {}] = (
      await world.store.patterns.immediate((await world.store.patterns.all())[0]?.pattern ?? '')
    ).rows;
    await world.store.subscribers.end(sid, {
      state: 'unsubscribed',
      reason: 'asked',
      source: 'person',
      at: world.clock.now(),
    });
    world.press.publish(FEED, item('new', 'The Arctic Council met.'));
    await world.minutes(60);
    expect(world.mailer.accepted).toEqual([]);
    expect(await world.store.patterns.all()).toEqual([]);
    world.clock.advance(29 * 24 * HOUR);
    await world.minutes(2);
    expect(await world.store.subscribers.get(sid)).toBeUndefined();
  });

  it('suppresses an address whose mailbox is gone', async () => {
    const world = await new World().open();
    world.press.publish(FEED, item('old', 'Nothing.'));
    await world.watch(FEED);
    await world.minute();
    const sid = await world.subscribe('bounce@simulator.amazonses.com', ['Arctic']);
    world.press.publish(FEED, item('new', 'The Arctic Council met.'));
    await world.minutes(60);
    expect(await world.store.subscribers.get(sid)).toMatchObject({ state: 'bounced' });
    world.press.publish(FEED, item('newer', 'The Arctic Council met again.'));
    await world.minutes(60);
    expect(world.mailer.accepted).toHaveLength(1);
  });

  it('writes no feed and no match when nothing changed', async () => {
    const world = await watching();
    const [feed] = await world.store.feeds.getMany([
      ...((await world.store.groups.list())[0]?.members ?? []),
    ]);
    await world.minutes(60);
    const [later] = await world.store.feeds.getMany([feed?.fid ?? '']);
    expect(world.press.requests.length).toBeGreaterThan(3);
    expect(later).toEqual(feed);
  });

  it('tells of a feed that failed, and goes on with the others', async () => {
    const world = await watching();
    const broken = 'https://broken.example/feed';
    world.press.publish(broken, item('b', 'Nothing.'));
    await world.watch(broken);
    await world.minutes(2);
    world.press.break(broken, {
      kind: 'failed',
      how: 'timeout',
      detail: 'The host took too long to answer.',
    });
    world.press.publish(FEED, item('new', 'The Arctic Council met.'));
    await world.minutes(60);
    expect(world.digestTexts()).toHaveLength(1);
    expect(world.digestTexts()[0]).toContain('Feed of broken.example');
  });

  it('asks no feed of a host that asked for patience before its time', async () => {
    const world = await watching();
    const second = 'https://wire.example/second';
    world.press.publish(second, item('s', 'Nothing.'));
    await world.watch(second);
    await world.minutes(20);
    world.press.break(FEED, { kind: 'retry-later', afterMs: 3 * HOUR, detail: '429' });
    const before = world.press.requests.length;
    while (world.press.requests.length === before) await world.minute();
    const after = world.press.requests.length;
    world.press.mend(FEED);
    await world.minutes(170);
    expect(world.press.requests.slice(after)).toEqual([]);
    await world.minutes(30);
    expect(world.press.requests.length).toBeGreaterThan(after);
  });

  it('mails nothing while sending is off, and everything since its start once it is on', async () => {
    const world = await watching();
    await world.store.sending.putSettings({ sending: 'off', sendFrom: 0, signUp: 'open' });
    world.press.publish(FEED, item('new', 'The Arctic Council met.'));
    await world.minutes(60);
    expect(world.mailer.accepted).toEqual([]);
    await world.store.sending.putSettings({ sending: 'on', sendFrom: 0, signUp: 'open' });
    await world.minutes(5);
    expect(world.digestTexts()).toHaveLength(1);
  });
});

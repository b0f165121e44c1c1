import { describe, expect, it } from 'vitest';
import { World } from '../../support/world.ts';
import { errorOf, openTerminal } from './terminal.ts';

const ADDRESS = 'reader@example.com';
const FEED = 'https://news.example/feed';

/** Somebody who was mailed one digest. */
async function mailed() {
  const world = await new World().open();
  await world.watch(FEED);
  world.press.publish(FEED, { id: 'old', title: 'Old', body: 'Old.' });
  await world.minutes(16);
  await world.subscribe(ADDRESS, ['Arctic', 'sanctions -sport']);
  world.press.publish(FEED, { id: 'new', title: 'New', body: 'The Arctic Council met.' });
  await world.minutes(30);
  const { store, clock, random } = world;
  return { world, terminal: openTerminal({ store, clock, random }) };
}

describe('subscriber show', () => {
  it('shows state, rules, and the last digests with their outcome', async () => {
    const { terminal } = await mailed();
    const { status, out } = await terminal.type(['subscriber', 'show', 'Reader@example.com', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      state: 'active',
      settings: { cadence: 'immediate' },
      rules: [
        { text: 'Arctic', end: null },
        { canonical: 'NOT sport AND sanctions', cadence: 'immediate' },
      ],
      digests: [{ outcome: 'sent', articles: 1, messageId: expect.any(String) }],
      suppression: null,
    });
  });

  it('is readable by people', async () => {
    const { terminal } = await mailed();
    const { out } = await terminal.type(['subscriber', 'show', ADDRESS]);
    expect(out[0]).toMatch(/^reader@example\.com: active since \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    expect(out.join('\n')).toMatch(/^sanctions -sport +immediate/m);
    expect(out.join('\n')).toMatch(/ sent +1 /);
  });

  it.each([
    ['nobody@example.com', 'unknown-address'],
    ['nobody', 'invalid-address'],
  ])('%s ends with status 1', async (address, kind) => {
    const result = await openTerminal().type(['subscriber', 'show', address, '--json']);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toMatchObject({ kind });
  });
});

describe('subscriber delete', () => {
  it('erases somebody at once, with the counts of their rules', async () => {
    const { world, terminal } = await mailed();
    expect((await world.store.patterns.all()).length).toBe(2);
    expect((await terminal.type(['subscriber', 'delete', ADDRESS])).out).toEqual([`Deleted: ${ADDRESS}`]);
    expect(await world.store.patterns.all()).toEqual([]);
    expect((await terminal.type(['subscriber', 'show', ADDRESS])).status).toBe(1);
    expect((await terminal.type(['subscriber', 'delete', ADDRESS])).status).toBe(1);
  });

  it('mails nothing any more', async () => {
    const { world, terminal } = await mailed();
    const before = world.mailer.accepted.length;
    await terminal.type(['subscriber', 'delete', ADDRESS]);
    world.press.publish(FEED, { id: 'later', title: 'Later', body: 'Arctic again.' });
    await world.minutes(40);
    expect(world.mailer.accepted.length).toBe(before);
  });
});

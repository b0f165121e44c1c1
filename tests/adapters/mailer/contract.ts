/** What every Mailer does, whatever carries it: cases that run over the tests' fake and over SES alike. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeMessage } from '../../../functions/domain/email/mime.ts';
import type { SesEvent } from '../../../functions/domain/email/ses-event.ts';
import type { Mailer, OutgoingMail } from '../../../functions/ports/mailer.ts';
import type { Quota } from '../../../infra/local/ses/quota.ts';
import { FakeClock } from '../../support/fake-clock.ts';

export type MailerWorld = {
  readonly mailer: Mailer;
  /** What the provider told since the last time. */
  events(): Promise<readonly SesEvent[]>;
  /** The next mail is accepted, and nobody learns it. */
  loseReply(): void;
  /** The next mail never arrives, and nobody learns it. */
  loseRequest(): void;
  close(): Promise<void>;
};

export type WorldOptions = {
  readonly clock: FakeClock;
  readonly verified: readonly string[];
  readonly quota: Quota;
};

const FROM = 'digest@alerts.example';
const READER = 'reader@example.com';
const QUOTA = { rate: 2, daily: 4 };
const TAGS = { stream: 'digest', sid: 's-1', digest: '1779278400000-3', attempt: '1' } as const;

function mailTo(to: string, from = FROM): OutgoingMail {
  const content = { subject: 'News', html: '<p>News</p>', text: 'News', headers: [] };
  return {
    from,
    to,
    raw: composeMessage({ from: { name: 'W', address: from }, to, ...content }),
    tags: TAGS,
  };
}

export function mailerContract(
  name: string,
  open: (options: WorldOptions) => Promise<MailerWorld> | MailerWorld,
): void {
  describe(`${name}, as every mailer`, () => {
    let clock: FakeClock;
    let world: MailerWorld;
    beforeEach(async () => {
      clock = new FakeClock();
      world = await open({ clock, verified: [FROM], quota: QUOTA });
    });
    afterEach(() => world.close());

    const send = (to = READER, from = FROM) => world.mailer.send(mailTo(to, from));

    it('gives each accepted mail an id of its own', async () => {
      const [first, second] = [await send(), await send()];
      expect([first.kind, second.kind]).toEqual(['accepted', 'accepted']);
      expect(first).not.toEqual(second);
    });

    it('tells by an event that a mail was taken, when, and which of ours it was', async () => {
      const result = await send();
      expect((await world.events())[0]).toMatchObject({
        kind: 'send',
        at: clock.now(),
        tags: TAGS,
        recipients: [READER],
        ...(result.kind === 'accepted' && { messageId: result.messageId }),
      });
    });

    it.each([
      ['success', ['send', 'delivery']],
      ['bounce', ['send', 'bounce']],
      ['suppressionlist', ['send', 'bounce']],
      ['ooto+away', ['send', 'delivery', 'bounce']],
      ['complaint+label', ['send', 'delivery', 'complaint']],
    ])('to %s@ of the simulator ends in %j', async (local, kinds) => {
      const to = `${local}@simulator.amazonses.com`;
      await send(to);
      const events = await world.events();
      expect(events.map(({ kind }) => kind)).toEqual(kinds);
      expect(events.every(({ recipients }) => recipients.join() === to)).toBe(true);
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(kinds.length);
    });

    it('tells a bounce for good from an out-of-office reply', async () => {
      await send('bounce@simulator.amazonses.com');
      await send('ooto@simulator.amazonses.com');
      const bounces = (await world.events()).flatMap(({ bounce }) => bounce ?? []);
      expect(bounces).toEqual([
        { type: 'Permanent', subType: 'General', action: 'failed' },
        { type: 'Transient', subType: 'General' },
      ]);
    });

    it('refuses a sender that is not verified, for good, and no event speaks of it', async () => {
      expect(await send(READER, 'digest@other.example')).toMatchObject({ kind: 'refused', how: 'permanent' });
      expect(await world.events()).toEqual([]);
    });

    it('refuses a mail over the rate for the moment', async () => {
      const burst = [await send(), await send(), await send(), await send()];
      expect(burst.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted', 'refused']);
      expect(burst[3]).toMatchObject({ how: 'later' });
      clock.advance(1_000);
      expect(await send()).toMatchObject({ kind: 'accepted' });
    });

    it('stops at the quota of the day, but for the simulator, and goes on when the day has rolled', async () => {
      for (let mail = 0; mail < QUOTA.daily; mail++) {
        expect(await send()).toMatchObject({ kind: 'accepted' });
        clock.advance(1_000);
      }
      expect(await send()).toMatchObject({ kind: 'refused', how: 'stop' });
      expect(await send('success+canary@simulator.amazonses.com')).toMatchObject({ kind: 'accepted' });
      clock.advance(24 * 60 * 60_000);
      expect(await send()).toMatchObject({ kind: 'accepted' });
    });

    it('does not know of a mail whose reply was lost, and an event shows that it was taken', async () => {
      world.loseReply();
      expect(await send()).toMatchObject({ kind: 'unknown' });
      expect((await world.events()).map(({ kind }) => kind)).toEqual(['send', 'delivery']);
    });

    it('does not know of a mail that never arrived, and no event speaks of it', async () => {
      world.loseRequest();
      expect(await send()).toMatchObject({ kind: 'unknown' });
      expect(await world.events()).toEqual([]);
    });

    it('tells its limits and what was sent today', async () => {
      expect(await world.mailer.quota()).toEqual({ ...QUOTA, sentLast24Hours: 0 });
      await send();
      expect(await world.mailer.quota()).toEqual({ ...QUOTA, sentLast24Hours: 1 });
    });
  });

  it(`${name} without a quota of the day says so`, async () => {
    const quota = { rate: 2, daily: -1 };
    const world = await open({ clock: new FakeClock(), verified: [FROM], quota });
    expect((await world.mailer.quota()).daily).toBe(Number.POSITIVE_INFINITY);
    await world.close();
  });
}

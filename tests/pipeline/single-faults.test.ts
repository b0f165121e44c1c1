/**
 * Every single fault of a small scenario: the calls that it makes to Store and Mailer are counted once, then each one
 * fails in turn, before it took effect and after, with the process living on or dying. The stages recover by
 * themselves, and each article is mailed once.
 */
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, type FaultKind } from '../support/faults.ts';
import { MINUTE, World } from '../support/world.ts';

const FEED = 'https://wire.example/feed';
const ARTICLES = ['first', 'second'];

const item = (id: string) => ({ id, title: `Headline ${id}`, body: 'The Arctic Council met.' });

type Fault = { readonly call: number; readonly kind: FaultKind };

/** Two articles, the second after the first was mailed; then six hours for whatever has to recover. */
async function play(
  fault?: Fault,
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; calls: readonly string[] }> {
  const world = await new World().open();
  world.press.publish(FEED, { ...item('old'), body: 'Nothing.' });
  await world.watch(FEED);
  await world.minute();
  await world.subscribe('reader@mail.example', ['Arctic']);
  const begun = world.faults.calls.length;
  if (fault) world.faults.arm(begun + fault.call, fault.kind);
  prepare(world);
  for (const article of ARTICLES) {
    world.press.publish(FEED, item(article));
    // To the next poll, then a tick for each step: match, expedite, look, settle, mail.
    world.clock.advance(15 * MINUTE);
    await world.minutes(5);
  }
  const calls = world.faults.calls.slice(begun);
  for (let step = 0; step < 36; step++) {
    world.clock.advance(9 * MINUTE);
    await world.minute();
  }
  return { world, calls };
}

/** How often each article stands in an accepted digest. */
function mailed(world: World): readonly number[] {
  const texts = world.digestTexts();
  return ARTICLES.map((article) => texts.filter((text) => text.includes(`Headline ${article}`)).length);
}

describe('a single fault', () => {
  it('loses no article and doubles none, wherever it strikes', { timeout: 120_000 }, async () => {
    const { calls } = await play();
    const faults = calls.flatMap((_, call) => FAULT_KINDS.map((kind) => ({ call, kind })));
    const broken: string[] = [];
    for (const fault of faults) {
      const { world } = await play(fault);
      const open = (await world.store.subscribers.census()).active !== 1;
      const counts = mailed(world);
      if (open || counts.some((count) => count !== 1))
        broken.push(`${fault.kind} ${calls[fault.call]}: ${counts}`);
    }
    expect(broken).toEqual([]);
    expect(faults.length).toBeGreaterThan(200);
    console.info(
      `single faults enumerated: ${faults.length} (${calls.length} calls, ${FAULT_KINDS.length} kinds)`,
    );
  });

  it.each(['lost', 'dropped'] as const)(
    'of a mail whose %s part was the reply or the request is made up for',
    async (mishap) => {
      const { world } = await play(undefined, ({ mailer }) => mailer.next(mishap));
      expect(mailed(world)).toEqual([1, 1]);
    },
  );

  it.each(['later', 'stop'] as const)(
    'of a mail that SES refuses for now (%s) only makes it late',
    async (how) => {
      const { world } = await play(undefined, ({ mailer }) =>
        mailer.next({ kind: 'refused', how, reason: 'not now' }),
      );
      expect(mailed(world)).toEqual([1, 1]);
    },
  );

  it('of a mail that SES refuses for good leaves its digest on the web, and the next mail links it', async () => {
    const refused = { kind: 'refused', how: 'permanent', reason: 'no' } as const;
    const { world } = await play(undefined, ({ mailer }) => mailer.next(refused));
    expect(mailed(world)).toEqual([0, 1]);
    const links = world.digestTexts()[0]?.match(/https:\/\/watchword\.example\/digest\/[\w-]+/g);
    expect(new Set(links).size).toBe(2);
  });
});

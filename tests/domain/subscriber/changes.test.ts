import { describe, expect, it } from 'vitest';
import { addRules } from '../../../functions/domain/subscriber/add-rules.ts';
import { changeSettings } from '../../../functions/domain/subscriber/change-settings.ts';
import { confirmRequest } from '../../../functions/domain/subscriber/confirm-request.ts';
import { editRule } from '../../../functions/domain/subscriber/edit-rule.ts';
import { endRule } from '../../../functions/domain/subscriber/end-rule.ts';
import { endStep } from '../../../functions/domain/subscriber/end-step.ts';
import type { Held, Settings } from '../../../functions/domain/subscriber/subscriber.ts';
import { asked, DAILY, HOUR, held, NOW, request, rule } from './rows.ts';

const OPEN = { digest: '1779278400000-7', tok: 't', at: NOW, attempt: 1 };
const tomorrowAt8 = Date.parse('2026-05-21T08:00:00Z');

function settled(before: Held, settings: Partial<Settings>) {
  const change = changeSettings(before, { ...before.subscriber.settings, ...settings }, NOW);
  if (change.kind !== 'changed') throw new Error(change.kind);
  return change.change;
}

describe('confirming a request', () => {
  it('makes a subscriber whose rules begin five seconds ago', () => {
    const { change, added } = confirmRequest(undefined, request(), NOW);
    expect(change.expect).toBe('absent');
    expect(change.subscriber).toMatchObject({
      sid: 's1',
      state: 'active',
      ver: 1,
      mails: 0,
      due: tomorrowAt8,
    });
    expect(change.subscriber.lanes).toEqual({ daily: { cursor: NOW, next: tomorrowAt8 } });
    expect(added).toEqual([{ ...asked('Arctic'), lane: 'daily', start: NOW - 5_000 }]);
    expect(change.patterns).toEqual([
      { pattern: 'pattern-Arctic', canonical: 'Arctic', rules: 1, immediate: 0 },
    ]);
  });

  it('takes equal rules once', () => {
    const { added, known } = confirmRequest(
      undefined,
      request({ rules: [asked('a', '1'), asked('a', '2')] }),
      NOW,
    );
    expect([added.length, known.length]).toEqual([1, 1]);
  });

  it('adds to an active subscriber and leaves what is watched already as it began', () => {
    const before = held({}, rule('Arctic'));
    const { change, known } = confirmRequest(
      before,
      request({ rules: [asked('Arctic'), asked('sanctions')] }),
      NOW,
    );
    expect(known).toHaveLength(1);
    expect(change.put.map((put) => put.text)).toEqual(['sanctions']);
    expect(change.expect).toBe(7);
  });

  it('replaces the settings and moves the rules along', () => {
    const { change } = confirmRequest(
      held({}, rule('a')),
      request({ settings: { ...DAILY, cadence: 'immediate' } }),
      NOW,
    );
    expect(change.subscriber.settings.cadence).toBe('immediate');
    expect(change.put.filter((put) => put.end === undefined).map((put) => put.lane)).toEqual([
      'immediate',
      'immediate',
    ]);
  });

  it('adds no more than twenty rules in all, and says which were left out', () => {
    const twenty = Array.from({ length: 20 }, (_, n) => rule(`w${n}`));
    const { over, change } = confirmRequest(held({}, ...twenty), request(), NOW);
    expect(over.map((left) => left.text)).toEqual(['Arctic']);
    expect(change.put).toEqual([]);
  });

  it.each(['bounced', 'unsubscribed', 'complained'] as const)(
    'makes somebody who %s active afresh, without the old rules',
    (state) => {
      const before = held({ state, endedAt: NOW - HOUR, missed: ['x'], refusals: 4 }, rule('old'));
      const { change } = confirmRequest(before, request(), NOW);
      expect(change.subscriber).toMatchObject({ state: 'active', gen: 2, ver: 8, missed: [], refusals: 0 });
      expect(change.subscriber.endedAt).toBeUndefined();
      expect(change.remove).toEqual(['id-old']);
      expect(change.patterns.map((delta) => delta.rules)).toEqual([-1, 1]);
    },
  );

  it('leaves the due time alone while a digest is open', () => {
    for (const state of ['active', 'unsubscribed'] as const) {
      const { change } = confirmRequest(held({ state, open: OPEN, due: NOW + 99 }), request(), NOW);
      expect(change.subscriber).toMatchObject({ open: OPEN, due: NOW + 99 });
    }
  });
});

describe('adding rules', () => {
  it('changes nothing when all are watched already', () => {
    expect(addRules(held({}, rule('a')), [asked('a', 'new')], NOW).change).toBeUndefined();
  });

  it('takes a rule again that was ended', () => {
    const { added } = addRules(held({}, rule('a', { end: NOW - HOUR })), [asked('a', 'new')], NOW);
    expect(added.map((one) => one.id)).toEqual(['new']);
  });
});

describe('editing a rule', () => {
  it('ends the old row and begins a new one', () => {
    const edit = editRule(held({}, rule('a')), 'id-a', asked('b', 'new'), NOW);
    if (edit.kind !== 'edited') throw new Error(edit.kind);
    expect(edit.change.put).toEqual([
      rule('a', { end: NOW }),
      { ...asked('b', 'new'), lane: 'daily', start: NOW - 5_000 },
    ]);
  });

  it('keeps the start of a rule whose new words mean the same', () => {
    const before = held({}, rule('a'));
    const edit = editRule(before, 'id-a', { ...asked('A', 'new'), pattern: 'pattern-a' }, NOW);
    if (edit.kind !== 'edited') throw new Error(edit.kind);
    expect(edit.change.put).toEqual([{ ...rule('a'), text: 'A' }]);
    expect(edit.change.patterns).toEqual([]);
  });

  it('only ends it when another rule says the same', () => {
    const edit = editRule(held({}, rule('a'), rule('b')), 'id-a', asked('b', 'new'), NOW);
    if (edit.kind !== 'merged') throw new Error(edit.kind);
    expect(edit.change.put).toEqual([rule('a', { end: NOW })]);
  });

  it('knows no ended and no strange rule', () => {
    const before = held({}, rule('a', { end: NOW - 1 }));
    expect(editRule(before, 'id-a', asked('b'), NOW).kind).toBe('unknown');
    expect(editRule(before, 'other', asked('b'), NOW).kind).toBe('unknown');
  });

  it('waits for a digest to make room when eighty rows are held', () => {
    const ended = Array.from({ length: 79 }, (_, n) => rule(`w${n}`, { end: NOW - 1 }));
    expect(editRule(held({}, rule('a'), ...ended), 'id-a', asked('b'), NOW).kind).toBe('full');
  });
});

describe('ending a rule', () => {
  it('serves it up to now and takes its count at once', () => {
    const change = endRule(held({}, rule('a')), 'id-a', NOW);
    expect(change?.put).toEqual([rule('a', { end: NOW })]);
    expect(change?.patterns).toEqual([{ pattern: 'pattern-a', canonical: 'a', rules: -1, immediate: 0 }]);
  });

  it('keeps the pull of another immediate rule on the same pattern', () => {
    const both = [rule('a', { id: '1', lane: 'immediate' }), rule('a', { id: '2', lane: 'immediate' })];
    const change = endRule(held({}, ...both), '1', NOW);
    expect(change?.immediate).toEqual({ put: [], remove: [{ pattern: 'pattern-a', sid: 's1', rule: '1' }] });
    expect(change?.patterns).toEqual([{ pattern: 'pattern-a', canonical: 'a', rules: -1, immediate: -1 }]);
  });

  it('does nothing the second time', () => {
    expect(endRule(held({}, rule('a', { end: NOW - 1 })), 'id-a', NOW)).toBeUndefined();
  });
});

describe('changing settings', () => {
  it('moves rules without a gap: the new row starts where the old one ends', () => {
    const { put } = settled(held({}, rule('a')), { cadence: 'weekly' });
    const [old, moved] = put;
    expect(old).toEqual(rule('a', { end: NOW }));
    expect(moved).toMatchObject({ lane: 'weekly', start: NOW, pattern: 'pattern-a' });
    expect(moved?.id).not.toBe('id-a');
  });

  it('leaves the old lane where it was, looked at no later than the new one', () => {
    const weekly = held({
      settings: { ...DAILY, cadence: 'weekly' },
      lanes: { weekly: { cursor: 5, next: NOW + 99 * HOUR } },
    });
    const { subscriber } = settled(weekly, { cadence: 'daily' });
    expect(subscriber.lanes).toEqual({
      weekly: { cursor: 5, next: tomorrowAt8 },
      daily: { cursor: NOW, next: tomorrowAt8 },
    });
    expect(subscriber.due).toBe(tomorrowAt8);
  });

  it('keeps the cursor of a lane that is returned to', () => {
    const once = settled(held({}, rule('a')), { cadence: 'weekly' });
    const back = settled({ subscriber: once.subscriber, rules: once.put }, { cadence: 'daily' });
    expect(back.subscriber.lanes.daily?.cursor).toBe(NOW - 4 * HOUR);
    expect(new Set([...once.put, ...back.put].map((row) => row.id)).size).toBe(3);
  });

  it('finds the next look anew for another hour or zone', () => {
    expect(settled(held(), { hour: 20 }).subscriber.due).toBe(Date.parse('2026-05-20T20:00:00Z'));
    expect(settled(held(), { zone: 'Asia/Tokyo' }).subscriber.due).toBe(Date.parse('2026-05-20T23:00:00Z'));
  });

  it('does not put off a look that is due already', () => {
    const due = held({ lanes: { daily: { cursor: 5, next: NOW - 1 } }, due: NOW - 1 });
    expect(settled(due, { hour: 20 }).subscriber.due).toBe(NOW - 1);
  });

  it('does not undo a pull of the immediate lane', () => {
    const pulled = held({
      settings: { ...DAILY, cadence: 'immediate' },
      lanes: { immediate: { cursor: 5, next: NOW + 20_000 } },
      due: NOW + 20_000,
    });
    expect(settled(pulled, { zone: 'Asia/Tokyo' }).subscriber.due).toBe(NOW + 20_000);
  });

  it('leaves the due time alone while a digest is open', () => {
    expect(settled(held({ open: OPEN, due: NOW + 5 }), { hour: 20 }).subscriber.due).toBe(NOW + 5);
  });
});

describe('winding up', () => {
  it('removes live rules first and is due again at once', () => {
    const ended = Array.from({ length: 30 }, (_, n) => rule(`e${n}`, { end: NOW - 1 }));
    const change = endStep(held({ state: 'unsubscribed', endedAt: NOW }, ...ended, rule('a')), NOW);
    expect(change.remove).toHaveLength(25);
    expect(change.remove).toContain('id-a');
    expect(change.subscriber).toMatchObject({ state: 'unsubscribed', due: NOW });
  });

  it('is refused for somebody who still gets mail', () => {
    expect(() => endStep(held({}, rule('a')), NOW)).toThrow(/active/);
  });
});

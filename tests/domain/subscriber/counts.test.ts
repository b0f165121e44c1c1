/**
 * The law of all changes: whatever people do, in whatever order, a pattern's counts are the numbers of live rules
 * that want it, and the immediate rows are exactly those of the live immediate rules.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addRules } from '../../../functions/domain/subscriber/add-rules.ts';
import type { SubscriberChange } from '../../../functions/domain/subscriber/change.ts';
import { changeSettings } from '../../../functions/domain/subscriber/change-settings.ts';
import { confirmRequest } from '../../../functions/domain/subscriber/confirm-request.ts';
import { editRule } from '../../../functions/domain/subscriber/edit-rule.ts';
import { endRule } from '../../../functions/domain/subscriber/end-rule.ts';
import { endStep } from '../../../functions/domain/subscriber/end-step.ts';
import type { Held, SubscriberRule } from '../../../functions/domain/subscriber/subscriber.ts';
import {
  CADENCES,
  isLive,
  MAX_RULE_ROWS,
  MAX_RULES,
} from '../../../functions/domain/subscriber/subscriber.ts';
import { asked, HOUR, NOW, request } from './rows.ts';

const word = fc.nat(30).map((n) => `w${n}`);
const words = fc.array(word, { minLength: 1, maxLength: 10 });
const settings = fc.record({
  cadence: fc.constantFrom(...CADENCES),
  hour: fc.nat(23),
  weekday: fc.integer({ min: 1, max: 7 }),
  zone: fc.constantFrom('UTC', 'Atlantic/Reykjavik', 'Asia/Kathmandu'),
});
const act = fc.oneof(
  fc.record({ kind: fc.constant('confirm' as const), words, settings }),
  fc.record({ kind: fc.constant('add' as const), words }),
  fc.record({ kind: fc.constant('edit' as const), at: fc.nat(19), word }),
  fc.record({ kind: fc.constant('end' as const), at: fc.nat(19) }),
  fc.record({ kind: fc.constant('settings' as const), settings }),
  fc.record({ kind: fc.constant('leave' as const) }),
  fc.record({ kind: fc.constant('wind-up' as const) }),
  fc.record({ kind: fc.constant('serve' as const) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A store of one subscriber that applies changes as the port says. */
function world() {
  let held: Held | undefined;
  const counts = new Map<string, { rules: number; immediate: number }>();
  const immediate = new Set<string>();
  const apply = (change: SubscriberChange | undefined) => {
    if (!change) return;
    expect(change.expect).toBe(held?.subscriber.ver ?? 'absent');
    expect(itemsOf(change)).toBeLessThanOrEqual(100);
    const rules = new Map(held?.rules.map((rule) => [rule.id, rule]));
    for (const rule of change.put) rules.set(rule.id, rule);
    for (const id of change.remove) rules.delete(id);
    for (const delta of change.patterns) {
      expect(delta.rules !== 0 || delta.immediate !== 0).toBe(true);
      const was = counts.get(delta.pattern) ?? { rules: 0, immediate: 0 };
      counts.set(delta.pattern, {
        rules: was.rules + delta.rules,
        immediate: was.immediate + delta.immediate,
      });
    }
    for (const row of change.immediate.remove) immediate.delete(`${row.pattern}/${row.rule}`);
    for (const row of change.immediate.put) immediate.add(`${row.pattern}/${row.rule}`);
    held = { subscriber: change.subscriber, rules: [...rules.values()] };
  };
  return { now: () => held, set: (next: Held) => (held = next), apply, counts, immediate };
}

/** All that one transaction writes, with the request and the address of a confirmation; each item once. */
function itemsOf(change: SubscriberChange): number {
  const keys = [
    ...change.put.map((rule) => `R#${rule.id}`),
    ...change.remove.map((id) => `R#${id}`),
    ...change.patterns.map((delta) => `PAT#${delta.pattern}`),
    ...[...change.immediate.put, ...change.immediate.remove].map((row) => `PI#${row.pattern}/${row.rule}`),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  return keys.length + 3;
}

function live(held: Held | undefined): readonly SubscriberRule[] {
  return held?.rules.filter(isLive) ?? [];
}

/** What a person or the due index does next; acts that make no sense now are left out. */
function step(place: ReturnType<typeof world>, doing: Act, now: number, turn: number): void {
  const held = place.now();
  const rules = (texts: readonly string[]) => texts.map((text, index) => asked(text, `r${turn}-${index}`));
  if (doing.kind === 'confirm') {
    place.apply(
      confirmRequest(held, request({ rules: rules(doing.words), settings: doing.settings }), now).change,
    );
    return;
  }
  if (!held) return;
  const isActive = held.subscriber.state === 'active';
  if (!isActive) {
    if (doing.kind === 'wind-up') place.apply(endStep(held, now));
    return;
  }
  const id = live(held)[doing.kind === 'edit' || doing.kind === 'end' ? doing.at : 0]?.id ?? 'none';
  if (doing.kind === 'add') place.apply(addRules(held, rules(doing.words), now).change);
  if (doing.kind === 'end') place.apply(endRule(held, id, now));
  if (doing.kind === 'edit') {
    const edit = editRule(held, id, asked(doing.word, `r${turn}`), now);
    if ('change' in edit) place.apply(edit.change);
  }
  if (doing.kind === 'settings') {
    const change = changeSettings(held, doing.settings, now);
    if (change.kind === 'changed') place.apply(change.change);
  }
  if (doing.kind === 'leave') {
    place.set({ ...held, subscriber: { ...held.subscriber, state: 'unsubscribed', endedAt: now } });
  }
  if (doing.kind === 'serve') place.set({ ...held, rules: live(held) });
}

it('keeps each pattern’s counts equal to its live rules, through any acts in any order', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const place = world();
      acts.forEach((doing, turn) => {
        step(place, doing, NOW + turn * 1_000, turn);
        const rules = live(place.now());
        const wanted = (pattern: string) => rules.filter((rule) => rule.pattern === pattern);
        for (const [pattern, count] of place.counts) {
          const immediate = wanted(pattern).filter((rule) => rule.lane === 'immediate').length;
          expect(count).toEqual({ rules: wanted(pattern).length, immediate });
        }
        expect(rules.every((rule) => place.counts.has(rule.pattern))).toBe(true);
        expect([...place.immediate].sort()).toEqual(
          rules
            .filter((rule) => rule.lane === 'immediate')
            .map((rule) => `${rule.pattern}/${rule.id}`)
            .sort(),
        );
      });
    }),
    { numRuns: 300 },
  );
});

it('keeps rules within their limits, each in a lane there is, and no pattern twice', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const place = world();
      acts.forEach((doing, turn) => {
        step(place, doing, NOW + turn * 1_000, turn);
        const held = place.now();
        if (held?.subscriber.state !== 'active') return;
        const rules = live(held);
        expect(rules.length).toBeLessThanOrEqual(MAX_RULES);
        expect(held.rules.length).toBeLessThanOrEqual(MAX_RULE_ROWS);
        expect(new Set(rules.map((rule) => rule.pattern)).size).toBe(rules.length);
        expect(rules.every((rule) => rule.lane === held.subscriber.settings.cadence)).toBe(true);
        expect(held.subscriber.lanes[held.subscriber.settings.cadence]).toBeDefined();
        const next = Object.values(held.subscriber.lanes).map((lane) => lane.next);
        expect(held.subscriber.due).toBe(Math.min(...next));
      });
    }),
    { numRuns: 300 },
  );
});

it('ends with no count and no rule once somebody left and was wound up', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const place = world();
      acts.forEach((doing, turn) => void step(place, doing, NOW + turn * 1_000, turn));
      step(place, { kind: 'leave' }, NOW + HOUR, 100);
      for (let turn = 0; turn < 5; turn++) step(place, { kind: 'wind-up' }, NOW + HOUR, 101 + turn);
      expect(place.now()?.rules ?? []).toEqual([]);
      expect([...place.counts.values()].every(({ rules, immediate }) => rules === 0 && immediate === 0)).toBe(
        true,
      );
      expect(place.immediate.size).toBe(0);
    }),
    { numRuns: 100 },
  );
});

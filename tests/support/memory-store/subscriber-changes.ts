/** One change of a subscriber's rules or settings: all of it or nothing. */
import type { SubscriberChange } from '../../../functions/domain/subscriber/change.ts';
import type { SubscriberStore } from '../../../functions/ports/store/subscribers.ts';
import type { Memory } from './memory.ts';
import { within } from './memory.ts';

type Confirm = Parameters<SubscriberStore['apply']>[1];

export function applyChange(memory: Memory, change: SubscriberChange, confirm: Confirm): 'applied' | 'stale' {
  const { subscriber, expect } = change;
  const standing = memory.subscribers.get(subscriber.sid);
  if (expect === 'absent' ? standing !== undefined : standing?.ver !== expect) return 'stale';
  if (confirm) {
    const request = memory.requests.get(confirm.tokenHash);
    if (request?.state !== 'open' || isSuppressed(memory, confirm.address.hash)) return 'stale';
    memory.requests.set(confirm.tokenHash, { ...request, state: 'confirmed' });
    memory.addresses.set(confirm.address.hash, confirm.address);
  }
  memory.subscribers.set(subscriber.sid, subscriber);
  writeRules(memory, change);
  writePatterns(memory, change);
  return 'applied';
}

/** Its mail came back for good or was reported: also when that came while the confirmation was being decided. */
function isSuppressed({ addresses }: Memory, hash: string): boolean {
  const state = addresses.get(hash)?.suppression?.state;
  return state === 'bounced' || state === 'complained';
}

function writeRules(memory: Memory, { subscriber, put, remove, immediate }: SubscriberChange): void {
  const rules = within(memory.rules, subscriber.sid);
  for (const rule of put) rules.set(rule.id, rule);
  for (const id of remove) rules.delete(id);
  for (const row of immediate.put) within(memory.immediate, row.pattern).set(`${row.sid}~${row.rule}`, row);
  for (const row of immediate.remove) within(memory.immediate, row.pattern).delete(`${row.sid}~${row.rule}`);
}

function writePatterns(memory: Memory, { patterns, at }: SubscriberChange): void {
  for (const { pattern, canonical, rules, immediate } of patterns) {
    const counts = memory.patterns.get(pattern) ?? { rules: 0, immediate: 0 };
    memory.patterns.set(pattern, {
      pattern,
      canonical,
      rules: counts.rules + rules,
      immediate: counts.immediate + immediate,
      at,
    });
  }
}

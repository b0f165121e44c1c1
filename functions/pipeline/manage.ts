/**
 * What a subscriber changes by a manage link: adds, edits and ends rules, and sets when mail comes. Every change is
 * decided on what was just read and applied on condition that it still stands. Doing the same again changes nothing.
 */
import { addRules } from '../domain/subscriber/add-rules.ts';
import type { SubscriberChange } from '../domain/subscriber/change.ts';
import { changeSettings } from '../domain/subscriber/change-settings.ts';
import { editRule } from '../domain/subscriber/edit-rule.ts';
import { endRule } from '../domain/subscriber/end-rule.ts';
import type { AskedRule } from '../domain/subscriber/read-rules.ts';
import type { Held, Settings } from '../domain/subscriber/subscriber.ts';
import { isLive } from '../domain/subscriber/subscriber.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store/index.ts';
import { type OpenedLink, openManageLink } from './manage-link.ts';
import { newRuleId } from './rule-id.ts';

/** Re-reads after another change came between; each is another writer's success. */
const MAX_ATTEMPTS = 8;

export type ManageDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Pick<Store, 'requests' | 'subscribers'>;
};

export type ManageAct =
  | { readonly kind: 'add'; readonly rules: readonly AskedRule[] }
  | { readonly kind: 'edit'; readonly id: string; readonly rule: AskedRule }
  | { readonly kind: 'end'; readonly id: string }
  | { readonly kind: 'settings'; readonly settings: Settings };

export type ManageOutcome =
  | { readonly kind: 'done' }
  /** Of the rules to add; those that fit were added. */
  | { readonly kind: 'over'; readonly over: readonly AskedRule[] }
  /** No live rule has this id. */
  | { readonly kind: 'unknown-rule' }
  /** Too many rules changed since the last digest; the next one makes room. */
  | { readonly kind: 'full' };

export type ManageResult = ManageOutcome | Exclude<OpenedLink, { kind: 'open' }>;

export async function manage(deps: ManageDeps, token: string, act: ManageAct): Promise<ManageResult> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const opened = await openManageLink(deps, token);
    if (opened.kind !== 'open') return opened;
    const { outcome, change } = decide(deps, opened.held, act);
    if (!change || (await deps.store.subscribers.apply(change)) === 'applied') return outcome;
  }
  throw new Error(`Changing a subscription: expected one of ${MAX_ATTEMPTS} attempts to apply, got none`);
}

type Decision = { readonly outcome: ManageOutcome; readonly change?: SubscriberChange | undefined };

const DONE: ManageOutcome = { kind: 'done' };

function decide({ clock, random }: ManageDeps, held: Held, act: ManageAct): Decision {
  const now = clock.now();
  switch (act.kind) {
    case 'add': {
      const asked = act.rules.map((rule) => ({ id: newRuleId(random), ...rule }));
      const { over, change } = addRules(held, asked, now);
      return { outcome: over.length > 0 ? { kind: 'over', over } : DONE, change };
    }
    case 'edit': {
      const edit = editRule(held, act.id, { id: newRuleId(random), ...act.rule }, now);
      if (edit.kind === 'full') return { outcome: edit };
      if (edit.kind === 'unknown')
        return { outcome: isWatched(held, act.rule) ? DONE : { kind: 'unknown-rule' } };
      return { outcome: DONE, change: edit.change };
    }
    case 'end': {
      const change = endRule(held, act.id, now);
      const isEnded = change !== undefined || held.rules.some((rule) => rule.id === act.id);
      return { outcome: isEnded ? DONE : { kind: 'unknown-rule' }, change };
    }
    case 'settings': {
      const change = changeSettings(held, act.settings, now);
      return change.kind === 'full' ? { outcome: change } : { outcome: DONE, change: change.change };
    }
  }
}

/** An edit that was applied, and whose answer was lost, comes again under the rule's old id. */
function isWatched(held: Held, asked: AskedRule): boolean {
  return held.rules.some((rule) => isLive(rule) && rule.pattern === asked.pattern);
}

/**
 * The digest protocol's conditional writes on a subscriber. Each names in its condition what its writer read: the
 * row's `ver`, or the token of the digest that is open.
 * Invariant: every write but a plain pull raises `ver`.
 */
import type { SubscriberStore } from '../../ports/store/subscribers.ts';
import type { Item } from './attribute-value.ts';
import type { Action } from './expression.ts';
import { ruleKey, subscriberKey } from './keys.ts';
import { pull } from './pull.ts';
import type { Table } from './table.ts';

type Protocol = Pick<
  SubscriberStore,
  'pull' | 'advance' | 'claim' | 'release' | 'finalise' | 'wait' | 'postpone'
>;

const RAISED = '#ver = #ver + :one';
const OURS = '#open.#tok = :tok';
const NONE_OPEN = 'attribute_not_exists(#open)';

export function digestProtocol(state: Table): Protocol {
  /** @returns Whether the condition held. */
  const change = async (
    sid: string,
    changes: Omit<Update, 'kind' | 'key'>,
    endedRules: readonly string[] = [],
  ) => (await writeWith(state, update(sid, changes), sid, endedRules)) === 'done';
  return {
    pull: (sid, at) => pull(state, sid, at),
    async advance({ sid, ver }, { lanes, due, endedRules }) {
      const advanced = await change(
        sid,
        {
          set: `#lanes = :lanes, #due = :due, ${RAISED}`,
          when: `#ver = :ver AND ${NONE_OPEN}`,
          values: { lanes, due, ver },
        },
        endedRules,
      );
      return advanced ? 'advanced' : 'stale';
    },
    async claim({ sid, ver }, { open, due, takeOver }) {
      const isFree = takeOver === undefined ? NONE_OPEN : '#open.#tok = :takeOver';
      const claimed = await state.write(
        update(sid, {
          set: `#open = :open, #due = :due, ${RAISED}`,
          when: `#state = :active AND #ver = :ver AND ${isFree}`,
          values: { open, due, ver, takeOver, active: 'active' },
        }),
      );
      const now = claimed.kind === 'written' ? claimed.item : claimed.old;
      const isOurs = (now?.open as { readonly tok?: string } | undefined)?.tok === open.tok;
      return isOurs && now?.state === 'active' ? 'claimed' : 'lost';
    },
    async release(sid, tok, { due, refusals }) {
      const released = await change(sid, {
        set: `#due = :due, #refusals = :refusals, ${RAISED}`,
        remove: '#open',
        when: OURS,
        values: { due, refusals, tok },
      });
      return released ? 'released' : 'left';
    },
    async finalise({ sid, ver, state: standing }, tok, { lanes, due, missed, mails, endedRules }) {
      // `ver` is in the condition, so the state is the one read: whoever left keeps the due time of their ending.
      const nextDue = standing === 'active' ? ', #due = :due' : '';
      const finalised = await change(
        sid,
        {
          set: `#lanes = :lanes, #missed = :missed, #mails = :mails, #refusals = :none, ${RAISED}${nextDue}`,
          remove: '#open',
          when: `${OURS} AND #ver = :ver`,
          values: { lanes, due, missed, mails, none: 0, tok, ver },
        },
        endedRules,
      );
      return finalised ? 'finalised' : 'stale';
    },
    async wait(sid, tok, due) {
      const values = { due, tok, active: 'active' };
      const set = `#due = :due, ${RAISED}`;
      return (await change(sid, { set, when: `${OURS} AND #state = :active`, values })) ? 'waiting' : 'left';
    },
    async postpone(sid, ver, due) {
      const set = `#due = :due, ${RAISED}`;
      return (await change(sid, { set, when: '#ver = :ver', values: { due, ver } })) ? 'postponed' : 'stale';
    },
  };
}

type Update = Extract<Action, { kind: 'update' }>;

function update(sid: string, { values, ...changes }: Omit<Update, 'kind' | 'key'>): Update {
  return { kind: 'update', key: subscriberKey(sid), ...changes, values: { ...values, one: 1 } as Item };
}

/** With rules to delete a transaction, which costs double; else, nearly always, a single write. */
async function writeWith(
  state: Table,
  action: Update,
  sid: string,
  endedRules: readonly string[],
): Promise<'done' | 'refused'> {
  if (endedRules.length === 0) return (await state.write(action)).kind === 'written' ? 'done' : 'refused';
  const deletions = [...new Set(endedRules)].map((id): Action => ({ kind: 'delete', key: ruleKey(sid, id) }));
  return state.transact([action, ...deletions]);
}

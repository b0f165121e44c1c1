/**
 * Pulls an immediate lane forward. The usual case is one plain write. A row that is due no later than that is only
 * told, with its `ver` raised, so that a look under way reads again instead of moving the lane past the new match.
 */
import type { Subscriber } from '../../domain/subscriber/subscriber.ts';
import { subscriberKey } from './keys.ts';
import { subscriberOf } from './subscriber-row.ts';
import type { Table } from './table.ts';

const ROOM = '#state = :active AND attribute_not_exists(#open) AND attribute_exists(#lanes.#immediate)';
/** Races lost against the subscriber's other writers, each of which goes on. */
const MAX_ATTEMPTS = 20;

export async function pull(state: Table, sid: string, at: number): Promise<'pulled' | 'noted' | 'left'> {
  const key = subscriberKey(sid);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const pulled = await state.write({
      kind: 'update',
      key,
      set: '#due = :at, #lanes.#immediate.#next = :at, #lanes.#immediate.#pulled = :at',
      when: `${ROOM} AND #due > :at`,
      values: { at, active: 'active' },
    });
    if (pulled.kind === 'written') return 'pulled';
    const row = pulled.old && subscriberOf(pulled.old);
    if (!row?.lanes.immediate || row.state !== 'active' || row.open) return 'left';
    if (row.due <= at && (await note(state, row, row.lanes.immediate.next, at))) return 'noted';
  }
  throw new Error(`${sid}: expected one of ${MAX_ATTEMPTS} attempts to pull, got none`);
}

/** `ver` is what a look would have raised; a plain pull, which does not, shows in the lane's next time. */
async function note(state: Table, { sid, ver }: Subscriber, next: number, at: number): Promise<boolean> {
  const noted = await state.write({
    kind: 'update',
    key: subscriberKey(sid),
    set: '#lanes.#immediate.#next = :earlier, #lanes.#immediate.#pulled = :at, #ver = :raised',
    when: '#ver = :ver AND #lanes.#immediate.#next = :next',
    values: { earlier: Math.min(next, at), at, ver, raised: ver + 1, next },
  });
  return noted.kind === 'written';
}

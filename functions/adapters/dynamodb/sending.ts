/** The operator's switch, SES's send slots, and whether SES's events come. A row each, alone in its partition. */
import type { EventHealth, SendingStore, ServiceSettings } from '../../ports/store/sending.ts';
import { EVENTS, RATE, SETTINGS } from './keys.ts';
import { contentOf } from './row.ts';
import type { Table, Tables } from './table.ts';

/** How much newer a Send event must be than the one on record to be worth a write. */
const NEWER_MS = 60_000;

export function dynamoSending({ state }: Tables): SendingStore {
  return {
    async settings() {
      const item = await state.get(SETTINGS);
      return item && contentOf<ServiceSettings>(item);
    },
    async putSettings(settings) {
      await state.write({ kind: 'put', item: { ...SETTINGS, ...settings } });
    },
    slot: (request) => takeSlot(state, request),
    events: () => readEvents(state),
    async sawSendEvent(newestSent) {
      // Read first: a refused write costs as much as one that is carried out, and most events are refused.
      if (newestSent - (await readEvents(state)).newestSent < NEWER_MS) return;
      await state.write({
        kind: 'update',
        key: EVENTS,
        set: '#newestSent = :newestSent',
        when: 'attribute_not_exists(#newestSent) OR #newestSent <= :older',
        values: { newestSent, older: newestSent - NEWER_MS },
      });
    },
    async takeCanary(now, graceMs) {
      const taken = await state.write({
        kind: 'update',
        key: EVENTS,
        set: '#canaryAt = :now',
        when: 'attribute_not_exists(#canaryAt) OR #canaryAt < :before',
        values: { now, before: now - graceMs },
      });
      return taken.kind === 'written' ? 'taken' : 'not-due';
    },
  };
}

async function readEvents(state: Table): Promise<EventHealth> {
  const item = await state.get(EVENTS);
  return { newestSent: 0, canaryAt: 0, ...(item && contentOf<Partial<EventHealth>>(item)) };
}

/** Each lost race has moved the next slot ahead, so the loop ends at `withinMs`. */
async function takeSlot(
  state: Table,
  { now, intervalMs, withinMs }: Parameters<SendingStore['slot']>[0],
): Promise<number | undefined> {
  let slot = now;
  let when = 'attribute_not_exists(#tat) OR #tat <= :slot';
  while (slot <= now + withinMs) {
    const values = { slot, next: slot + intervalMs };
    const taken = await state.write({ kind: 'update', key: RATE, set: '#tat = :next', when, values });
    if (taken.kind === 'written') return slot;
    slot = Math.max(now, Number(taken.old?.tat ?? 0));
    when = '#tat = :slot';
  }
  return undefined;
}

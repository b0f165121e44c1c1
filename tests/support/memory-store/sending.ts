/** The operator's switch, send slots, and the health of send events. */
import type { SendingStore } from '../../../functions/ports/store/sending.ts';
import type { Memory } from './memory.ts';

export function memorySending(memory: Memory): SendingStore {
  return {
    settings: async () => memory.settings,
    putSettings: async (settings) => {
      memory.settings = settings;
    },
    slot: async ({ now, intervalMs, withinMs }) => {
      const slot = Math.max(now, memory.tat);
      if (slot > now + withinMs) return undefined;
      memory.tat = slot + intervalMs;
      return slot;
    },
    events: async () => memory.events,
    sawSendEvent: async (newestSent) => {
      if (newestSent - memory.events.newestSent >= 60_000) memory.events = { ...memory.events, newestSent };
    },
    takeCanary: async (now, graceMs) => {
      if (memory.events.canaryAt >= now - graceMs) return 'not-due';
      memory.events = { ...memory.events, canaryAt: now };
      return 'taken';
    },
  };
}

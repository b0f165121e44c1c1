/** The digest protocol's conditional writes on subscribers, and the end of a subscription. */
import type { Subscriber } from '../../../functions/domain/subscriber/subscriber.ts';
import { STATE_RANK } from '../../../functions/domain/subscriber/subscriber.ts';
import type { SubscriberStore } from '../../../functions/ports/store/subscribers.ts';
import type { Memory } from './memory.ts';
import { byText } from './memory.ts';
import { applyChange } from './subscriber-changes.ts';

export function memorySubscribers(memory: Memory): SubscriberStore {
  const { subscribers, rules, addresses } = memory;
  /** Writes the row changed, `ver` raised. */
  const raise = (row: Subscriber, change: Partial<Subscriber>) =>
    void subscribers.set(row.sid, { ...row, ...change, ver: row.ver + 1 });
  const close = (row: Subscriber, change: Partial<Subscriber>) => {
    const { open: _, ...closed } = row;
    raise(closed, change);
  };
  const dropRules = (sid: string, ids: readonly string[]) => {
    for (const id of ids) rules.get(sid)?.delete(id);
  };
  const mine = (sid: string, tok: string) => {
    const row = subscribers.get(sid);
    return row?.open?.tok === tok ? row : undefined;
  };
  return {
    get: async (sid) => subscribers.get(sid),
    load: async (sid) => {
      const subscriber = subscribers.get(sid);
      if (!subscriber) return undefined;
      const own = [...(rules.get(sid)?.values() ?? [])];
      return { subscriber, rules: own.sort((a, b) => byText(a.id, b.id)) };
    },
    pull: async (sid, at) => {
      const row = subscribers.get(sid);
      const lane = row?.lanes.immediate;
      if (!row || !lane || row.state !== 'active' || row.open) return 'left';
      if (row.due > at) {
        const lanes = { ...row.lanes, immediate: { ...lane, next: at, pulled: at } };
        subscribers.set(sid, { ...row, due: at, lanes });
        return 'pulled';
      }
      raise(row, {
        lanes: { ...row.lanes, immediate: { ...lane, next: Math.min(lane.next, at), pulled: at } },
      });
      return 'noted';
    },
    advance: async ({ sid, ver }, { lanes, due, endedRules }) => {
      const row = subscribers.get(sid);
      if (row?.ver !== ver || row.open) return 'stale';
      raise(row, { lanes, due });
      dropRules(sid, endedRules);
      return 'advanced';
    },
    claim: async ({ sid, ver }, { open, due, takeOver }) => {
      const row = subscribers.get(sid);
      if (row?.state !== 'active') return 'lost';
      if (row.open?.tok === open.tok) return 'claimed';
      if (row.ver !== ver || row.open?.tok !== takeOver) return 'lost';
      raise(row, { open, due });
      return 'claimed';
    },
    release: async (sid, tok, { due, refusals }) => {
      const row = mine(sid, tok);
      if (!row) return 'left';
      close(row, { due, refusals });
      return 'released';
    },
    finalise: async ({ sid, ver }, tok, { lanes, due, missed, mails, endedRules }) => {
      const row = mine(sid, tok);
      if (row?.ver !== ver) return 'stale';
      close(row, { lanes, missed, mails, refusals: 0, due: row.state === 'active' ? due : row.due });
      dropRules(sid, endedRules);
      return 'finalised';
    },
    wait: async (sid, tok, due) => {
      const row = mine(sid, tok);
      if (row?.state !== 'active') return 'left';
      raise(row, { due });
      return 'waiting';
    },
    postpone: async (sid, ver, due) => {
      const row = subscribers.get(sid);
      if (row?.ver !== ver) return 'stale';
      raise(row, { due });
      return 'postponed';
    },
    apply: async (change, confirm) => applyChange(memory, change, confirm),
    end: async (sid, { state, at }) => {
      const row = subscribers.get(sid);
      if (!row) return 'unknown';
      if (STATE_RANK[row.state] >= STATE_RANK[state]) return 'already';
      raise(row, { state, endedAt: row.endedAt ?? at, due: at });
      return 'ended';
    },
    erase: async ({ sid, ver, addressHash }, ids) => {
      const row = subscribers.get(sid);
      if (row?.ver !== ver || STATE_RANK[row.state] <= STATE_RANK.paused) return 'stale';
      dropRules(sid, ids);
      subscribers.delete(sid);
      const address = addresses.get(addressHash);
      if (address) {
        const { hash, suppression } = address;
        addresses.set(hash, { hash, ...(suppression && { suppression }) });
      }
      return 'erased';
    },
    census: async () => {
      const all = [...subscribers.values()];
      const active = all.filter(({ state }) => state === 'active').length;
      const mails = all.reduce((sum, row) => sum + row.mails, 0);
      const ended = all.filter(({ state }) => STATE_RANK[state] > STATE_RANK.paused).length;
      return { active, ended, mails };
    },
  };
}

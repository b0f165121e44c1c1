/** Frozen digests, mails, and what was sent. */
import { sentHash } from '../../../functions/domain/digest/sent-hash.ts';
import type { DigestStore } from '../../../functions/ports/store/digests.ts';
import type { Memory } from './memory.ts';
import { byText, within } from './memory.ts';

const DAY = 86_400_000;
const dayOf = (at: number) => Math.floor(at / DAY);

export function memoryDigests({ digests, mails, sent }: Memory): DigestStore {
  return {
    freeze: async (digest) => {
      const own = within(digests, digest.sid);
      const frozen = own.get(digest.id) ?? digest;
      own.set(digest.id, frozen);
      return frozen;
    },
    get: async (sid, id) => digests.get(sid)?.get(id),
    mails: async (sid, limit) =>
      [...(mails.get(sid)?.values() ?? [])].sort((a, b) => byText(b.digest, a.digest)).slice(0, limit),
    mail: async (sid, digest) => mails.get(sid)?.get(digest),
    record: async (given) => {
      const own = within(mails, given.sid);
      const standing = own.get(given.digest);
      const outcome = standing?.outcome === 'sent' ? 'sent' : (given.outcome ?? standing?.outcome ?? 'open');
      own.set(given.digest, { ...standing, ...given, outcome, at: standing?.at ?? given.at });
    },
    addSent: async (sid, at, articles) => {
      if (articles.length === 0) return;
      const days = within(sent, sid);
      days.set(dayOf(at), new Set([...(days.get(dayOf(at)) ?? []), ...articles.map(sentHash)]));
    },
    sent: async (sid, now) => {
      const days = [...(sent.get(sid) ?? [])].filter(([day]) => day >= dayOf(now) - 35);
      return new Set(days.flatMap(([, hashes]) => [...hashes]));
    },
  };
}

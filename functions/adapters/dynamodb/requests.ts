/** Requests, manage links and the counters that cap them. All go by themselves, by their time to live. */
import type { ManageLink, SignUpRequest } from '../../domain/subscriber/request.ts';
import type { Cap, RequestStore } from '../../ports/store/requests.ts';
import type { Item } from './attribute-value.ts';
import type { Action } from './expression.ts';
import type { Key } from './keys.ts';
import { counterKey, linkKey, requestKey } from './keys.ts';
import { contentOf, ttlAt } from './row.ts';
import type { Table, Tables } from './table.ts';

/** A link that ran out stays for a day, so that whoever follows it late is told so, and not that it is unknown. */
const TELL_EXPIRED_MS = 86_400_000;

export function dynamoRequests({ state }: Tables): RequestStore {
  return {
    async put({ at, ...request }) {
      // Only Pattern rows carry a top-level `at`: it would copy the row into the index by time.
      const item = {
        ...requestKey(request.tokenHash),
        ...request,
        askedAt: at,
        ttl: ttlAt(request.expiresAt),
      };
      await state.write({ kind: 'put', item });
    },
    async get(tokenHash) {
      const item = await state.get(requestKey(tokenHash));
      return item && requestOf(item);
    },
    async countTry(tokenHash) {
      const counted = await state.write({
        kind: 'update',
        key: requestKey(tokenHash),
        set: '#tries = #tries + :one',
        ...isOpen({ one: 1 }),
      });
      return counted.kind === 'written' ? Number(counted.item.tries) : Number.POSITIVE_INFINITY;
    },
    async refuse(tokenHash) {
      const refused = await state.write(endRequest(tokenHash, 'refused'));
      return refused.kind === 'written' ? 'refused' : 'left';
    },
    async putLink(link) {
      const item = { ...linkKey(link.tokenHash), ...link, ttl: ttlAt(link.expiresAt + TELL_EXPIRED_MS) };
      await state.write({ kind: 'put', item });
    },
    async getLink(tokenHash) {
      const item = await state.get(linkKey(tokenHash));
      return item && contentOf<ManageLink>(item);
    },
    async attempt(caps, now) {
      for (const cap of caps) {
        if (!(await isCounted(state, cap, now))) return { kind: 'full', key: cap.key };
      }
      return { kind: 'ok' };
    },
  };
}

/** Open → confirmed or refused, for good. */
export function endRequest(tokenHash: string, to: 'confirmed' | 'refused'): Action {
  return { kind: 'update', key: requestKey(tokenHash), set: '#state = :to', ...isOpen({ to }) };
}

const isOpen = (values: Item) => ({ when: '#state = :open', values: { ...values, open: 'open' } });

function requestOf(item: Item): SignUpRequest {
  const { askedAt, ...request } = contentOf<Omit<SignUpRequest, 'at'> & { readonly askedAt: number }>(item);
  return { ...request, at: askedAt };
}

/** Counts in the window that runs, or begins one. Whoever loses a race against others looks again. */
async function isCounted(state: Table, { key: cap, max, windowMs }: Cap, now: number): Promise<boolean> {
  const key: Key = counterKey(cap);
  for (;;) {
    const counted = await state.write({
      kind: 'update',
      key,
      set: '#count = #count + :one',
      when: '#until > :now AND #count < :max',
      values: { one: 1, now, max },
    });
    if (counted.kind === 'written') return true;
    if (Number(counted.old?.until ?? 0) > now || max < 1) return false;
    const until = now + windowMs;
    const begun = await state.write({
      kind: 'put',
      item: { ...key, count: 1, until, ttl: ttlAt(until) },
      when: 'attribute_not_exists(#pk) OR #until <= :now',
      values: { now },
    });
    if (begun.kind === 'written') return true;
  }
}

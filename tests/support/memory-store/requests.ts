/** Requests, manage links and counters of attempts. */
import type { SignUpRequest } from '../../../functions/domain/subscriber/request.ts';
import type { Cap, RequestStore } from '../../../functions/ports/store/requests.ts';
import type { Memory } from './memory.ts';

export function memoryRequests({ requests, links, counters }: Memory): RequestStore {
  const open = (tokenHash: string): SignUpRequest | undefined => {
    const request = requests.get(tokenHash);
    return request?.state === 'open' ? request : undefined;
  };
  const isCounted = (cap: Cap, now: number): boolean => {
    const standing = counters.get(cap.key);
    const running = standing && standing.until > now ? standing : { count: 0, until: now + cap.windowMs };
    if (running.count >= cap.max) return false;
    counters.set(cap.key, { ...running, count: running.count + 1 });
    return true;
  };
  return {
    put: async (request) => void requests.set(request.tokenHash, request),
    get: async (tokenHash) => requests.get(tokenHash),
    countTry: async (tokenHash) => {
      const request = open(tokenHash);
      if (!request) return Number.POSITIVE_INFINITY;
      requests.set(tokenHash, { ...request, tries: request.tries + 1 });
      return request.tries + 1;
    },
    refuse: async (tokenHash) => {
      const request = open(tokenHash);
      if (!request) return 'left';
      requests.set(tokenHash, { ...request, state: 'refused' });
      return 'refused';
    },
    putLink: async (link) => void links.set(link.tokenHash, link),
    getLink: async (tokenHash) => links.get(tokenHash),
    attempt: async (caps, now) => {
      const full = caps.find((cap) => !isCounted(cap, now));
      return full ? { kind: 'full', key: full.key } : { kind: 'ok' };
    },
  };
}

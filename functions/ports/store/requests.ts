/** Requests, manage links, and the counters that cap them. All age out by themselves. */
import type { ManageLink, SignUpRequest } from '../../domain/subscriber/request.ts';

/** At most `max` in the running `windowMs`-long window that began with the first. */
export type Cap = { readonly key: string; readonly max: number; readonly windowMs: number };

export interface RequestStore {
  put(request: SignUpRequest): Promise<void>;
  get(tokenHash: string): Promise<SignUpRequest | undefined>;
  /** Counts one wrong code and returns the count. Condition: open; else nothing is counted, and Infinity returned. */
  countTry(tokenHash: string): Promise<number>;
  /** "This was not me": open → refused. A confirmed one stays. */
  refuse(tokenHash: string): Promise<'refused' | 'left'>;
  putLink(link: ManageLink): Promise<void>;
  getLink(tokenHash: string): Promise<ManageLink | undefined>;
  /** Counts one attempt under each cap, in order; stops at the first that is full and names it. */
  attempt(
    caps: readonly Cap[],
    now: number,
  ): Promise<{ readonly kind: 'ok' } | { readonly kind: 'full'; readonly key: string }>;
}

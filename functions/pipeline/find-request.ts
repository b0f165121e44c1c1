/** What a confirm link leads to at the moment. Reads only: looking at a link, as mail scanners do, changes nothing. */
import { equalInConstantTime } from '../domain/hash.ts';
import type { SignUpRequest } from '../domain/subscriber/request.ts';
import { MAX_TRIES } from '../domain/token/code.ts';
import { isToken, tokenHash } from '../domain/token/random-token.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store/index.ts';

export type FindRequestDeps = { readonly clock: Clock; readonly store: Pick<Store, 'requests'> };

export type ConfirmLink = {
  /** Of the link, as it stands in the address. */
  readonly token: string;
  /** The sign-up cookie, if the browser has one. */
  readonly cookie?: string | undefined;
};

export type FoundRequest =
  | {
      readonly kind: 'open';
      readonly request: SignUpRequest;
      /** This browser signed up: it needs no code. */
      readonly sameBrowser: boolean;
      /** Codes that may still be tried. */
      readonly triesLeft: number;
    }
  | { readonly kind: 'confirmed'; readonly request: SignUpRequest }
  /** `cut-off`: no link of ours has this length; a mail program broke it. `unknown`: forged, or long expired. */
  | { readonly kind: 'refused' | 'expired' | 'unknown' | 'cut-off' };

export async function findRequest(
  { clock, store }: FindRequestDeps,
  { token, cookie }: ConfirmLink,
): Promise<FoundRequest> {
  if (!isToken(token)) return { kind: 'cut-off' };
  const request = await store.requests.get(tokenHash(token));
  if (!request) return { kind: 'unknown' };
  if (request.state === 'confirmed') return { kind: 'confirmed', request };
  if (request.state === 'refused') return { kind: 'refused' };
  if (request.expiresAt <= clock.now()) return { kind: 'expired' };
  return {
    kind: 'open',
    request,
    sameBrowser: cookie !== undefined && isHashOf(cookie, request.cookieHash),
    triesLeft: Math.max(0, MAX_TRIES - request.tries),
  };
}

function isHashOf(cookie: string, expected: string): boolean {
  return equalInConstantTime(Buffer.from(tokenHash(cookie)), Buffer.from(expected));
}

/**
 * Applies a Request once its mailbox is proved: by the cookie of the browser that signed up, else by the code of the
 * mail. One transaction makes or changes the subscriber and marks the Request, so a repeat only says so.
 */
import { confirmRequest } from '../domain/subscriber/confirm-request.ts';
import type { AskedRule } from '../domain/subscriber/read-rules.ts';
import type { AddressRow, SignUpRequest } from '../domain/subscriber/request.ts';
import { isCode, isSixDigits, MAX_TRIES } from '../domain/token/code.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store/index.ts';
import { type ConfirmLink, type FindRequestDeps, type FoundRequest, findRequest } from './find-request.ts';
import { makeManageLink } from './manage-link.ts';
import { isSuppressed } from './sign-up.ts';

/** Re-reads after another change came between; each is another writer's success. */
const MAX_ATTEMPTS = 8;

export type ConfirmDeps = FindRequestDeps & {
  readonly random: Random;
  readonly store: Pick<Store, 'requests' | 'addresses' | 'subscribers'>;
};

export type ConfirmResult =
  | {
      readonly kind: 'applied';
      readonly request: SignUpRequest;
      readonly added: readonly AskedRule[];
      /** Watched by this subscriber before. */
      readonly known: readonly AskedRule[];
      /** Not taken: the subscriber has as many rules as there may be. */
      readonly over: readonly AskedRule[];
      /** Token of a manage link: who confirms has proved the mailbox. */
      readonly manageToken: string;
    }
  /** No cookie of the sign-up, and no six digits given. */
  | { readonly kind: 'code-needed'; readonly request: SignUpRequest; readonly triesLeft: number }
  /** `triesLeft` is 0 once the code is spent. */
  | { readonly kind: 'wrong-code'; readonly request: SignUpRequest; readonly triesLeft: number }
  /** The address complained or bounced meanwhile. */
  | { readonly kind: 'suppressed' }
  | Exclude<FoundRequest, { kind: 'open' }>;

export async function confirm(
  deps: ConfirmDeps,
  link: ConfirmLink & { readonly code?: string | undefined },
): Promise<ConfirmResult> {
  const found = await findRequest(deps, link);
  if (found.kind !== 'open') return found;
  const { request, sameBrowser, triesLeft } = found;
  if (sameBrowser) return apply(deps, link, request, 'cookie');
  const code = link.code ?? '';
  if (!isSixDigits(code)) return { kind: 'code-needed', request, triesLeft };
  const left = await tryCode(deps, link.token, code, request);
  return left === 'right'
    ? apply(deps, link, request, 'code')
    : { kind: 'wrong-code', request, triesLeft: left };
}

/** Counts before it compares, so that guesses sent at the same time are no more than the tries there are. */
async function tryCode(
  { store }: ConfirmDeps,
  token: string,
  code: string,
  request: SignUpRequest,
): Promise<'right' | number> {
  const tries = await store.requests.countTry(request.tokenHash);
  if (tries <= MAX_TRIES && isCode(token, code, request.codeHash)) return 'right';
  return Math.max(0, MAX_TRIES - tries);
}

async function apply(
  deps: ConfirmDeps,
  link: ConfirmLink,
  request: SignUpRequest,
  how: 'cookie' | 'code',
): Promise<ConfirmResult> {
  const { clock, store } = deps;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (isSuppressed(await store.addresses.get(request.addressHash))) return { kind: 'suppressed' };
    const held = await store.subscribers.load(request.sid);
    const { change, added, known, over } = confirmRequest(held, request, clock.now());
    const address = addressRow(request, how, clock.now());
    const confirmation = { tokenHash: request.tokenHash, address };
    if ((await store.subscribers.apply(change, confirmation)) === 'applied') {
      return {
        kind: 'applied',
        request,
        added,
        known,
        over,
        manageToken: await makeManageLink(deps, request.sid),
      };
    }
    const again = await findRequest(deps, link);
    if (again.kind !== 'open') return again;
  }
  throw new Error(`Confirming: expected one of ${MAX_ATTEMPTS} attempts to apply, got none`);
}

function addressRow(request: SignUpRequest, how: 'cookie' | 'code', at: number): AddressRow {
  const rules = request.rules.map(({ text }) => text);
  return {
    hash: request.addressHash,
    sid: request.sid,
    consent: { text: request.consent, at, how, rules },
  };
}

/**
 * Takes a sign-up: keeps it as a Request and mails its link and code. Nothing else changes, whoever asks for whatever
 * address; the owner's confirmation decides. New, active and suppressed addresses get the same answer after the same
 * steps, and a suppressed one gets no mail.
 */
import { renderConfirmation } from '../domain/email/render-confirmation.ts';
import type { AskedRule } from '../domain/subscriber/read-rules.ts';
import type { AddressRow, SignUpRequest } from '../domain/subscriber/request.ts';
import type { Settings } from '../domain/subscriber/subscriber.ts';
import { addressKey, subscriberId } from '../domain/token/address-key.ts';
import { CODE_BYTES, codeFrom, codeHash } from '../domain/token/code.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import { isToken, TOKEN_BYTES, tokenFrom, tokenHash } from '../domain/token/random-token.ts';
import { NONCE_BYTES, sealAddress } from '../domain/token/seal.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store/index.ts';
import { isOnAddress, signUpCaps } from './mail-caps.ts';
import { newRuleId } from './rule-id.ts';
import { type SendOnRequestDeps, sendOnRequest } from './send-on-request.ts';

/** How long a Request waits for its confirmation, ms. */
export const REQUEST_LIVES_MS = 7 * 86_400_000;

export type SignUpDeps = SendOnRequestDeps & {
  readonly random: Random;
  readonly keyring: Keyring;
  readonly store: Pick<Store, 'sending' | 'requests' | 'addresses'>;
};

export type SignUp = {
  /** As `parseAddress` returns it. */
  readonly address: string;
  readonly rules: readonly AskedRule[];
  readonly settings: Settings;
  /** The sentence that confirming agrees to. */
  readonly consent: string;
  /** Undefined for the machine itself. */
  readonly network?: string | undefined;
  /** The cookie of an earlier sign-up in this browser: kept, so that its mail still confirms with one click. */
  readonly cookie?: string | undefined;
};

export type SignUpResult =
  /** `cookie` is for the browser that signed up. Says nothing of whether mail was sent. */
  | { readonly kind: 'asked'; readonly cookie: string }
  /** The operator takes no sign-ups, or lets no mail out. */
  | { readonly kind: 'closed' | 'off' }
  /** Too many sign-ups from this network or in all, or mail does not leave at the moment. */
  | { readonly kind: 'too-many' | 'busy' };

export async function signUp(deps: SignUpDeps, asked: SignUp): Promise<SignUpResult> {
  const { clock, store, keyring } = deps;
  const settings = await store.sending.settings();
  if (settings?.signUp !== 'open') return { kind: 'closed' };
  if (settings.sending === 'off') return { kind: 'off' };
  const quota = await deps.mailer.quota();
  const counted = await store.requests.attempt(signUpCaps(keyring, asked, quota.daily), clock.now());
  if (counted.kind === 'full' && !isOnAddress(counted.key)) return { kind: 'too-many' };

  const token = tokenFrom(deps.random.bytes(TOKEN_BYTES));
  const code = codeFrom(deps.random.bytes(CODE_BYTES));
  const cookie =
    asked.cookie && isToken(asked.cookie) ? asked.cookie : tokenFrom(deps.random.bytes(TOKEN_BYTES));
  const request = requestOf(deps, asked, { token, code, cookie });
  await store.requests.put(request);
  const mayMail = counted.kind === 'ok' && !isSuppressed(await store.addresses.get(request.addressHash));
  const url = `${deps.sender.baseUrl}/confirm/${token}`;
  const sent = await sendOnRequest(
    deps,
    mayMail
      ? { to: asked.address, ...renderConfirmation(request, { sender: deps.sender, url, code }) }
      : undefined,
  );
  return sent === 'done' ? { kind: 'asked', cookie } : { kind: 'busy' };
}

/** Whether an address is never mailed: it complained, or mail to it came back for good. */
export function isSuppressed(row: AddressRow | undefined): boolean {
  return row?.suppression?.state === 'bounced' || row?.suppression?.state === 'complained';
}

function requestOf(
  { clock, random, keyring }: SignUpDeps,
  { address, rules, settings, consent }: SignUp,
  { token, code, cookie }: { readonly token: string; readonly code: string; readonly cookie: string },
): SignUpRequest {
  const now = clock.now();
  return {
    tokenHash: tokenHash(token),
    sid: subscriberId(keyring, address),
    address: sealAddress(keyring, random.bytes(NONCE_BYTES), address),
    addressHash: addressKey(keyring, address),
    rules: rules.map((rule) => ({ id: newRuleId(random), ...rule })),
    settings,
    consent,
    cookieHash: tokenHash(cookie),
    codeHash: codeHash(token, code),
    tries: 0,
    state: 'open',
    at: now,
    expiresAt: now + REQUEST_LIVES_MS,
  };
}

/**
 * Mails a manage link to a subscriber who asks for it by address, or by the link of a digest, which shows the address
 * to nobody. Whether the address is subscribed can be told neither from the answer nor from its time.
 */
import { renderManageLink } from '../domain/email/render-manage-link.ts';
import { subscriberId } from '../domain/token/address-key.ts';
import type { Keyring } from '../domain/token/keyring.ts';
import { readDigest } from '../domain/token/link-token.ts';
import { openAddress } from '../domain/token/seal.ts';
import type { Store } from '../ports/store/index.ts';
import { isOnAddress, manageCaps } from './mail-caps.ts';
import { type ManageLinkDeps, makeManageLink } from './manage-link.ts';
import { type SendOnRequestDeps, sendOnRequest } from './send-on-request.ts';
import { isSuppressed } from './sign-up.ts';

export type RequestManageLinkDeps = SendOnRequestDeps &
  ManageLinkDeps & {
    readonly keyring: Keyring;
    readonly store: Pick<Store, 'sending' | 'requests' | 'addresses' | 'subscribers'>;
  };

export type ManageLinkRequest = {
  /** An address as `parseAddress` returns it, or the token of a digest's page. */
  readonly whose: { readonly address: string } | { readonly digestToken: string };
  /** Undefined for the machine itself. */
  readonly network?: string | undefined;
};

/** `asked` says nothing of whether mail was sent. */
export type RequestManageLinkResult = { readonly kind: 'asked' | 'off' | 'too-many' | 'busy' };

export async function requestManageLink(
  deps: RequestManageLinkDeps,
  { whose, network }: ManageLinkRequest,
): Promise<RequestManageLinkResult> {
  const { clock, store, keyring } = deps;
  if ((await store.sending.settings())?.sending !== 'on') return { kind: 'off' };
  const sid = sidOf(keyring, whose);
  const subscriber = sid === undefined ? undefined : await store.subscribers.get(sid);
  const address = subscriber && openAddress(keyring, subscriber.address);
  const asker = { address: 'address' in whose ? whose.address : (address ?? '@'), network };
  const counted = await store.requests.attempt(manageCaps(keyring, asker), clock.now());
  if (counted.kind === 'full' && !isOnAddress(counted.key)) return { kind: 'too-many' };

  // For somebody who is not subscribed the same steps run: that link leads nowhere, and nobody learns it.
  const token = await makeManageLink(deps, sid ?? 'nobody');
  const row = await store.addresses.get(subscriber?.addressHash ?? sid ?? 'nobody');
  const mayMail = counted.kind === 'ok' && subscriber?.state === 'active' && !isSuppressed(row);
  const url = `${deps.sender.baseUrl}/manage/${token}`;
  const sent = await sendOnRequest(
    deps,
    mayMail && address ? { to: address, ...renderManageLink({ sender: deps.sender, url }) } : undefined,
  );
  return { kind: sent === 'done' ? 'asked' : 'busy' };
}

function sidOf(keyring: Keyring, whose: ManageLinkRequest['whose']): string | undefined {
  if ('address' in whose) return subscriberId(keyring, whose.address);
  return readDigest(keyring, whose.digestToken)?.sid;
}

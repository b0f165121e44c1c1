/** Address rows; a suppression only rises in rank. */
import type { AddressRow, Suppression } from '../../domain/subscriber/request.ts';
import type { AddressStore } from '../../ports/store/addresses.ts';
import type { Action } from './expression.ts';
import { addressKey } from './keys.ts';
import { rankedBelow } from './ranks.ts';
import { contentOf } from './row.ts';
import type { Tables } from './table.ts';

export function dynamoAddresses({ state }: Tables): AddressStore {
  return {
    async get(hash) {
      const item = await state.get(addressKey(hash));
      return item && contentOf<AddressRow>(item);
    },
    async suppress(hash, suppression) {
      await state.write(suppressAddress(hash, suppression));
    },
    async forget(hash) {
      await state.write(forgetAddress(hash));
    },
  };
}

function suppressAddress(hash: string, suppression: Suppression): Action {
  const { list, values } = rankedBelow(suppression.state);
  return {
    kind: 'update',
    key: addressKey(hash),
    set: '#hash = :hash, #suppression = :suppression',
    when: `attribute_not_exists(#suppression) OR #suppression.#state IN (${list})`,
    values: { ...values, hash, suppression },
  };
}

/** Leaves hash and suppression. */
export function forgetAddress(hash: string): Action & { readonly kind: 'update' } {
  return {
    kind: 'update',
    key: addressKey(hash),
    remove: '#sid, #consent',
    when: 'attribute_exists(#pk)',
  };
}

/**
 * What confirming writes: the row whole. Refused for an address that must never be mailed again, also when its bounce
 * or complaint came while the confirmation was being decided.
 */
export function confirmAddress(row: AddressRow): Action {
  return {
    kind: 'put',
    item: { ...addressKey(row.hash), ...row },
    when: 'attribute_not_exists(#suppression) OR #suppression.#state = :unsubscribed',
    values: { unsubscribed: 'unsubscribed' },
  };
}

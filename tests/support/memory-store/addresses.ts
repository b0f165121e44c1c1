/** Address rows; a suppression only rises. */
import { STATE_RANK } from '../../../functions/domain/subscriber/subscriber.ts';
import type { AddressStore } from '../../../functions/ports/store/addresses.ts';
import type { Memory } from './memory.ts';

export function memoryAddresses({ addresses }: Memory): AddressStore {
  return {
    get: async (hash) => addresses.get(hash),
    suppress: async (hash, suppression) => {
      const row = addresses.get(hash) ?? { hash };
      const standing = row.suppression;
      if (standing && STATE_RANK[standing.state] >= STATE_RANK[suppression.state]) return;
      addresses.set(hash, { ...row, suppression });
    },
    forget: async (hash) => {
      const row = addresses.get(hash);
      if (row) addresses.set(hash, { hash, ...(row.suppression && { suppression: row.suppression }) });
    },
  };
}

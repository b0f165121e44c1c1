/** Keys for tests: any bytes do. */
import type { Keyring } from '../../functions/domain/token/keyring.ts';

export const testKeyring: Keyring = {
  tokens: [{ id: 2, secret: new Uint8Array(32).fill(2) }],
  addresses: [{ id: 4, secret: new Uint8Array(32).fill(4) }],
  addressHash: new Uint8Array(32).fill(9),
};

/**
 * The secrets of a deployment. Rings hold the key in use first and the one before it, so that a rotation breaks no
 * link; the address-hash key is never rotated.
 */
export type Key = { readonly id: number; readonly secret: Uint8Array };

export type Keyring = {
  /** For link MACs, 32 bytes each. */
  readonly tokens: readonly Key[];
  /** For AES-256-GCM, 32 bytes each. */
  readonly addresses: readonly Key[];
  /** For the keyed hash of addresses, 32 bytes. */
  readonly addressHash: Uint8Array;
};

/** What is known of an address, under its keyed hash: whose it is, whether it is suppressed, what was consented to. */
import type { AddressRow, Suppression } from '../../domain/subscriber/request.ts';

export interface AddressStore {
  get(hash: string): Promise<AddressRow | undefined>;
  /** Sets the suppression unless one of the same or higher rank stands. Makes the row when there is none. */
  suppress(hash: string, suppression: Suppression): Promise<void>;
  /** 28 days after the end: all but hash and suppression goes. */
  forget(hash: string): Promise<void>;
}

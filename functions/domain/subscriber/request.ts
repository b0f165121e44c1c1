/** A sign-up or change that waits for confirmation, and the address row that outlives it. */
import type { Settings, SubscriberState } from './subscriber.ts';

/** A rule that was checked when it was asked for. */
export type RequestedRule = {
  readonly id: string;
  readonly text: string;
  readonly pattern: string;
  readonly canonical: string;
};

export type SignUpRequest = {
  /** Of the mailed token; the row's key. */
  readonly tokenHash: string;
  readonly sid: string;
  readonly address: string;
  readonly addressHash: string;
  readonly rules: readonly RequestedRule[];
  readonly settings: Settings;
  /** The sentence the person agreed to, as shown. */
  readonly consent: string;
  readonly cookieHash: string;
  readonly codeHash: string;
  /** Wrong codes so far; five end the code. */
  readonly tries: number;
  readonly state: 'open' | 'confirmed' | 'refused';
  /** ms UTC. */
  readonly at: number;
  readonly expiresAt: number;
};

/** A mailed manage link, by the hash of its token. */
export type ManageLink = { readonly tokenHash: string; readonly sid: string; readonly expiresAt: number };

export type Suppression = {
  readonly state: Exclude<SubscriberState, 'active' | 'paused'>;
  readonly reason: string;
  readonly source: 'person' | 'bounce' | 'complaint' | 'operator';
  readonly eventId?: string;
  readonly at: number;
};

export type Consent = {
  readonly text: string;
  readonly at: number;
  readonly how: 'cookie' | 'code';
  readonly rules: readonly string[];
};

/** Known by the keyed hash of the address. After erasure only `hash` and `suppression` remain. */
export type AddressRow = {
  readonly hash: string;
  readonly sid?: string;
  readonly suppression?: Suppression;
  readonly consent?: Consent;
};

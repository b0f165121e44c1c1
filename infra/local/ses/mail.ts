/** A mail that the embedded SES accepted, and what it is asked to accept. */

/** A message with its envelope, as an API call gives it. */
export type Submission = {
  /** Bare address of the envelope; absent = the one of the From header. */
  readonly source?: string;
  /** Empty = those of the headers. */
  readonly destinations: readonly string[];
  readonly raw: Uint8Array;
  readonly tags: readonly (readonly [name: string, value: string])[];
  readonly configurationSet?: string;
};

export type AcceptedMail = {
  /** SES's message id. */
  readonly id: string;
  /** When it was accepted, ms UTC. */
  readonly at: number;
  /** Bare addresses. */
  readonly from: string;
  readonly to: readonly string[];
  /** Decoded. */
  readonly subject: string;
  readonly bytes: number;
  readonly tags: Submission['tags'];
  readonly configurationSet?: string;
};

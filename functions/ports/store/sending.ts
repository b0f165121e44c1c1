/** Whether and how fast mail leaves: the operator's switch, SES send slots, and the health of SES's events. */
export type SignUpMode = 'open' | 'closed';

export type ServiceSettings = {
  readonly sending: 'on' | 'off';
  /** Matches stored before this are never mailed; ms UTC. */
  readonly sendFrom: number;
  readonly signUp: SignUpMode;
};

export type EventHealth = {
  /** When the newest mail was sent whose Send event we saw, ms UTC; 0 = none yet. */
  readonly newestSent: number;
  /** When the last canary was sent, ms UTC; 0 = none yet. */
  readonly canaryAt: number;
};

export interface SendingStore {
  /** Undefined until `init` or a start made them. */
  settings(): Promise<ServiceSettings | undefined>;
  putSettings(settings: ServiceSettings): Promise<void>;
  /**
   * Reserves the next send slot (GCRA, burst 1): slot = max(now, tat), tat = slot + intervalMs.
   * An unused slot is lost. Undefined when the slot would lie later than now + `withinMs`: nothing is reserved.
   */
  slot(request: {
    readonly now: number;
    readonly intervalMs: number;
    readonly withinMs: number;
  }): Promise<number | undefined>;
  events(): Promise<EventHealth>;
  /** Written only when newer by a minute than what stands. */
  sawSendEvent(sentAt: number): Promise<void>;
  /** One canary a `graceMs` in all. Condition: canaryAt older than now - graceMs. */
  takeCanary(now: number, graceMs: number): Promise<'taken' | 'not-due'>;
}

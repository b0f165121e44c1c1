/** Time. No stage, page or adapter reads the machine's clock but through this. */
export interface Clock {
  /** Wall clock, ms UTC. */
  now(): number;
  /** Monotonic, ms from an arbitrary origin: for budgets, never stored. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Time that stands until a test moves it; `sleep` moves it too, so nothing waits. */
import type { Clock } from '../../functions/ports/clock.ts';

export class FakeClock implements Clock {
  #now: number;
  readonly #origin: number;

  constructor(start: number | string = '2026-05-20T12:00:00Z') {
    this.#now = typeof start === 'string' ? Date.parse(start) : start;
    this.#origin = this.#now;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#origin;
  }

  async sleep(ms: number): Promise<void> {
    this.#now += Math.max(0, ms);
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  set(time: number | string): void {
    this.#now = typeof time === 'string' ? Date.parse(time) : time;
  }
}

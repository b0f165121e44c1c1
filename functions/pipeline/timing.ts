/** The pipeline's intervals, in ms: minutes on AWS, seconds locally and in tests. */
export type Timing = {
  /** How old a row must be before a window may end at it. Above 40 s on AWS: a commit can show that late. */
  readonly settleMs: number;
  /** The least time between two mails of an immediate lane. */
  readonly coalesceMs: number;
  /** How long a claimed digest is left to its claimer and to SES's Send event. */
  readonly graceMs: number;
  /** How far a window reaches back before its cursor. Not divided by speed. */
  readonly overlapMs: number;
  /** How long a run may work before it stops taking new work. */
  readonly runMs: number;
  /** From one poll of a feed to the next; depends on where the feed is. */
  readonly pollMs: (feedUrl: string) => number;
};

const MINUTE = 60_000;

/** @param speed divides what WATCHWORD_SPEED divides; 1 on AWS, 60 locally. @param isLocal tells feeds on loopback. */
export function timing(speed: number, isLocal: (feedUrl: string) => boolean = () => false): Timing {
  return {
    settleMs: MINUTE / speed,
    coalesceMs: MINUTE / 2 / speed,
    graceMs: Math.max((20 * MINUTE) / speed, 20_000),
    overlapMs: 60 * MINUTE,
    runMs: 55_000,
    pollMs: (url) => (15 * MINUTE) / (isLocal(url) ? speed : 1),
  };
}

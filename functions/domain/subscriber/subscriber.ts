/**
 * A subscriber: a confirmed address, its rules, its lanes and the one digest that may be open. Every change but a
 * plain pull raises `ver`, and every change has the `ver` it read in its condition.
 */
export type Cadence = 'immediate' | 'hourly' | 'daily' | 'weekly';
export const CADENCES: readonly Cadence[] = ['immediate', 'hourly', 'daily', 'weekly'];

/** Rank: a later state is never replaced by an earlier one, except by the person's own confirmed act. */
export type SubscriberState = 'active' | 'paused' | 'bounced' | 'unsubscribed' | 'complained';
export const STATE_RANK: Readonly<Record<SubscriberState, number>> = {
  active: 0,
  paused: 1,
  bounced: 2,
  unsubscribed: 3,
  complained: 4,
};

/** The rules of one cadence, with the time up to which their matches were served and the time of the next look. */
export type Lane = {
  readonly cursor: number;
  readonly next: number;
  /**
   * The latest pull: a match has settled by then, ms UTC. Kept until a window reaches it, so that a look whose rows
   * were read before that match does not put the lane off by an hour.
   */
  readonly pulled?: number;
};
export type Lanes = Readonly<Partial<Record<Cadence, Lane>>>;

export type Settings = {
  readonly cadence: Cadence;
  /** Local hour of daily and weekly digests, 0–23. */
  readonly hour: number;
  /** ISO 8601: 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** IANA zone. */
  readonly zone: string;
};

/** The digest that was claimed and not yet finalised. */
export type OpenDigest = {
  readonly digest: string;
  /** Of the claim; names whose it is. */
  readonly tok: string;
  /** When it was claimed, ms UTC. */
  readonly at: number;
  readonly attempt: number;
};

export type Subscriber = {
  readonly sid: string;
  readonly state: SubscriberState;
  /** Sealed address (AES-256-GCM), base64url. */
  readonly address: string;
  /** Key of the Address row. */
  readonly addressHash: string;
  readonly settings: Settings;
  readonly lanes: Lanes;
  readonly open?: OpenDigest;
  /** Raised to revoke every link but unsubscribe. */
  readonly gen: number;
  readonly ver: number;
  /** The earliest lane's next, the grace of an open digest, or the next step of an ending; ms UTC. */
  readonly due: number;
  /** Digests that ended `failed` or `unknown`: the next mail opens with their links. */
  readonly missed: readonly string[];
  /** Mails accepted so far. */
  readonly mails: number;
  readonly since: number;
  /** When the person left or was suppressed; erasure counts from it. */
  readonly endedAt?: number;
  /** Definite refusals in a row; sets the back-off. */
  readonly refusals: number;
};

export type SubscriberRule = {
  readonly id: string;
  /** As typed. */
  readonly text: string;
  readonly pattern: string;
  readonly canonical: string;
  readonly lane: Cadence;
  /** Activation − 5 s, ms UTC. */
  readonly start: number;
  /** An ended rule is served up to here, then deleted. */
  readonly end?: number;
};

/** Rules of a subscriber and of one sign-up. */
export const MAX_RULES = 20;
export const MAX_RULES_PER_REQUEST = 10;

/**
 * Rules of a subscriber with the ended ones that still wait for their last digest. A finalise deletes those in one
 * transaction, which takes 100 items: 80 leave room for the rest of it.
 */
export const MAX_RULE_ROWS = 80;

/** A subscriber with all rules, ended ones included. */
export type Held = { readonly subscriber: Subscriber; readonly rules: readonly SubscriberRule[] };

/** Whether a rule is still wanted: an ended one is only served up to its end. */
export function isLive(rule: SubscriberRule): boolean {
  return rule.end === undefined;
}

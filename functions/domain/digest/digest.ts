/**
 * A digest: the frozen content for one subscriber and window. Written once, never changed, rendered by version.
 */
import type { MarkedText } from '../matcher/match-row.ts';
import type { Cadence } from '../subscriber/subscriber.ts';

/** One article, with every rule of the subscriber that it matched. */
export type DigestEntry = {
  readonly article: string;
  readonly title: MarkedText;
  readonly link: string;
  readonly source: string;
  readonly publishedAt?: number;
  /** When we stored its first match of this window, ms UTC. */
  readonly at: number;
  readonly lang?: string;
  readonly snippets: readonly MarkedText[];
  /** Rules as typed, in the subscriber's order, with the fields they matched in. */
  readonly rules: readonly { readonly text: string; readonly fields: readonly string[] }[];
  readonly byEdit?: true;
  readonly late?: true;
};

/** Feeds that were not read, with the time since when, ms UTC; and what was checked in the window. */
export type Coverage = {
  readonly articles: number;
  readonly feeds: number;
  readonly failing: readonly { readonly title: string; readonly since: number }[];
};

/** `(from, to]` on our own store time, ms UTC. */
export type Window = { readonly from: number; readonly to: number };

/** A lane that a digest serves, up to where its cursor moves once the digest is finalised. */
export type ServedLane = {
  readonly cadence: Cadence;
  readonly window: Window;
  /** The window ended early, at the last article that fitted: the lane is looked at again at once. */
  readonly more?: true;
};

export type Digest = {
  readonly sid: string;
  /** `<due, 13 digits>-<ver>`. */
  readonly id: string;
  readonly version: 1;
  readonly madeAt: number;
  readonly zone: string;
  readonly lanes: readonly ServedLane[];
  /** In the order of mail and page: newest stored first, by article key within one time. */
  readonly entries: readonly DigestEntry[];
  readonly coverage: Coverage;
  /** Ids of earlier digests that were not surely delivered, to be linked on top. */
  readonly missed: readonly string[];
};

/** How the mail of a digest ended. `open` = claimed, nothing known yet. */
export type MailOutcome = 'open' | 'sent' | 'failed' | 'unknown';

export type MailRecord = {
  readonly sid: string;
  readonly digest: string;
  readonly outcome: MailOutcome;
  /** SES's acceptance: evidence. */
  readonly messageId?: string;
  /** When the Send event says SES took it: evidence. */
  readonly sendEventAt?: number;
  readonly deliveredAt?: number;
  readonly detail?: string;
  readonly at: number;
};

/** Articles listed in a mail; the rest stands on the digest page. */
export const MAX_LISTED = 80;
/** Articles of one digest: a longer window ends where these end, and the rest follows in the next. */
export const MAX_DIGEST_ENTRIES = 1_000;

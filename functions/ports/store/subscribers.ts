/** Subscribers and their rules: the digest protocol's conditional writes, and the changes people make. */
import type { SubscriberChange } from '../../domain/subscriber/change.ts';
import type { AddressRow, Suppression } from '../../domain/subscriber/request.ts';
import type { Lanes, OpenDigest, Subscriber, SubscriberRule } from '../../domain/subscriber/subscriber.ts';

export type SubscriberWithRules = {
  readonly subscriber: Subscriber;
  readonly rules: readonly SubscriberRule[];
};

export type Advance = {
  readonly lanes: Lanes;
  readonly due: number;
  /** Ids of ended rules whose end every cursor has passed. */
  readonly endedRules: readonly string[];
};

export type Finalise = Advance & {
  readonly missed: readonly string[];
  /** Mails accepted so far, this one included if it was. */
  readonly mails: number;
};

export interface SubscriberStore {
  get(sid: string): Promise<Subscriber | undefined>;
  /** The subscriber and all rules, ended ones included, in one query. */
  load(sid: string): Promise<SubscriberWithRules | undefined>;

  /**
   * Pulls an immediate lane forward: due and the lane's next = `at`, which it also keeps as the lane's `pulled`.
   * Condition: active, due > at, no open digest.
   * Otherwise, while active, without an open digest and with an immediate lane: that lane's next = the earlier of
   * it and `at`, ver + 1, if ver is that of the row just read, else again. Inactive, open or without the lane: left.
   */
  pull(sid: string, at: number): Promise<'pulled' | 'noted' | 'left'>;
  /** Condition: ver as in `subscriber`, no open digest. Sets lanes and due, ver + 1, deletes `endedRules`. */
  advance(subscriber: Subscriber, advance: Advance): Promise<'advanced' | 'stale'>;
  /**
   * Condition: active, ver as in `subscriber`, no open digest (or, for a second attempt, open with `takeOver`'s tok).
   * Sets open, due, ver + 1. `lost` carries nothing: re-read. An own claim whose reply was lost counts as claimed if
   * the row is still active.
   */
  claim(
    subscriber: Subscriber,
    claim: { readonly open: OpenDigest; readonly due: number; readonly takeOver?: string },
  ): Promise<'claimed' | 'lost'>;
  /** After a definite refusal or a late start. Condition: tok is ours. Removes open, sets due and refusals, ver + 1. */
  release(
    sid: string,
    tok: string,
    then: { readonly due: number; readonly refusals: number },
  ): Promise<'released' | 'left'>;
  /**
   * Condition: tok is that of the open digest, ver as in `subscriber`. Sets lanes, missed, mails, refusals = 0,
   * removes open, ver + 1, deletes `endedRules`; sets due only while the subscriber is active.
   */
  finalise(subscriber: Subscriber, tok: string, finalise: Finalise): Promise<'finalised' | 'stale'>;
  /** A stuck claim waits on: due = `due`, ver + 1. Condition: tok is that of the open digest, active. */
  wait(sid: string, tok: string, due: number): Promise<'waiting' | 'left'>;
  /**
   * Backs off a row whose turn failed, or sets the next step of an ending: due = `due`, ver + 1. Condition: ver as
   * given.
   */
  postpone(sid: string, ver: number, due: number): Promise<'postponed' | 'stale'>;

  /**
   * One change of rules or settings, in one transaction; `confirm` marks its Request confirmed and writes the
   * Address row in the same transaction (condition: the Request is open, the address not suppressed by a bounce or
   * complaint). `stale` = some condition did not hold: re-read and decide again.
   */
  apply(
    change: SubscriberChange,
    confirm?: {
      readonly tokenHash: string;
      readonly address: AddressRow;
    },
  ): Promise<'applied' | 'stale'>;
  /**
   * Ends a subscription: state, endedAt, ver + 1, due = now, open digest left as it is. Idempotent; a state of
   * higher rank stays. Rules are ended afterwards, step by step, by the due index. `unknown` = no such subscriber.
   */
  end(sid: string, suppression: Suppression): Promise<'ended' | 'already' | 'unknown'>;
  /**
   * Deletes the subscriber and its rules, 28 days after the end, and leaves of its Address row only hash and
   * suppression, as `forget` does, in the transaction that deletes the subscriber. Condition: ended, ver as given.
   */
  erase(subscriber: Subscriber, rules: readonly string[]): Promise<'erased' | 'stale'>;
  /** Counts for the operator, from a scan, eventually consistent. */
  census(): Promise<{ readonly active: number; readonly ended: number; readonly mails: number }>;
}

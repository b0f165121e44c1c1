/** Frozen digests, the mail of each, and what a subscriber was sent; kept 35 days. */
import type { Digest, MailRecord } from '../../domain/digest/digest.ts';

export interface DigestStore {
  /** Written once: `frozen` returns the digest that counts, which is the earlier one if there is one. */
  freeze(digest: Digest): Promise<Digest>;
  get(sid: string, id: string): Promise<Digest | undefined>;
  /** The last `limit` mails, newest first. */
  mails(sid: string, limit: number): Promise<readonly MailRecord[]>;
  mail(sid: string, digest: string): Promise<MailRecord | undefined>;
  /**
   * Adds to the mail's record what is given, keeping the rest; an evidence (messageId, sendEventAt) is never
   * removed, an outcome `sent` never becomes another, and `at` stays that of the first. Without an outcome: `open`.
   */
  record(
    mail: Pick<MailRecord, 'sid' | 'digest' | 'at'> & Partial<Omit<MailRecord, 'sid' | 'digest' | 'at'>>,
  ): Promise<void>;
  /** Adds 8-byte hashes of article keys to the subscriber's record of the UTC day of `at`. Idempotent. */
  addSent(sid: string, at: number, articles: readonly string[]): Promise<void>;
  /** Hashes of articles sent in the 35 days before `now`, by whole UTC days: look `sentHash(article)` up in it. */
  sent(sid: string, now: number): Promise<ReadonlySet<string>>;
}

/**
 * Hands one mail to the provider, once. The adapter never retries: whether a second call doubles a mail is the
 * stage's question.
 */
export type MailStream = 'digest' | 'transactional' | 'canary';

/** Goes to the provider as message tags; every value matches `[A-Za-z0-9_-]{1,256}`. */
export type MailTags = {
  readonly stream: MailStream;
  readonly sid?: string;
  readonly digest?: string;
  readonly attempt?: string;
};

export type OutgoingMail = {
  /** Envelope sender: a bare address. */
  readonly from: string;
  /** Envelope recipient: exactly one bare address. */
  readonly to: string;
  /** RFC 5322 message, 7-bit, CRLF, lines ≤ 998 octets. */
  readonly raw: Uint8Array;
  readonly tags: MailTags;
};

export type SendResult =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /**
   * Surely not accepted. `permanent`: this mail will never pass. `later`: a rate or a connection, try again soon.
   * `stop`: the daily quota is used up or sending is paused.
   */
  | { readonly kind: 'refused'; readonly how: 'permanent' | 'later' | 'stop'; readonly reason: string }
  /** The reply was lost: accepted or not, only evidence can tell. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type SendQuota = {
  /** Mails a second. */
  readonly rate: number;
  /** Mails in 24 h; Infinity when unlimited. */
  readonly daily: number;
  readonly sentLast24Hours: number;
};

export interface Mailer {
  send(mail: OutgoingMail): Promise<SendResult>;
  /** The adapter may answer from a cache of 5 minutes. */
  quota(): Promise<SendQuota>;
}

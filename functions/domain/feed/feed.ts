/**
 * A polled source as the `state` table keeps it: one Feed row, changed by `commit` after all match rows of a
 * document are stored, and by nothing else that a poll does (a change of health excepted).
 */

/** Conditional-request validators (RFC 9110 §8.8), sent back byte for byte as they came. */
export type Validators = { readonly etag?: string; readonly lastModified?: string };

/**
 * How the last read of a feed ended. `unread` = never tried; `ok` covers 200 and 304.
 * Only a change of kind is written to the Feed row.
 */
export type HealthKind =
  | 'unread'
  | 'ok'
  | 'unreachable' // no answer: name, connection, TLS
  | 'forbidden' // the address is private, the port or scheme not allowed
  | 'timeout'
  | 'too-large'
  | 'http-error' // a status that is neither success nor named below
  | 'retry-later' // 429, 503, 403: the host asked for patience
  | 'gone' // 410
  | 'not-a-feed'; // a document that is no feed, or none that can be read

export type FeedHealth = {
  readonly kind: HealthKind;
  /** When this kind began, ms UTC. */
  readonly since: number;
  /** For a person: what was asked, what came. Never holds credentials. */
  readonly detail?: string;
};

/**
 * What is remembered of one entry, or of a link that several entries share. Hashes in base64url: id of 6 bytes, the
 * other two of 4.
 */
export type SeenEntry = {
  readonly id: string;
  /** Of normalized title and publication date: recognises an entry whose id changed. */
  readonly titleDate: string;
  /** Two bytes of what rules can match, two of the entry's own id: tell an edit from a repetition, and from another article. */
  readonly content: string;
  /** The entry was there before the feed's baseline was complete: its edits never alert. */
  readonly baseline: boolean;
};

export type Feed = {
  readonly fid: string;
  /** As the operator gave it, normalized; what is asked for. */
  readonly url: string;
  /** Of the feed document once read, before that of the OPML or the URL's host. */
  readonly title: string;
  /** Folders of the OPML. */
  readonly tags: readonly string[];
  readonly gid: string;
  readonly validators: Validators;
  readonly health: FeedHealth;
  /** Raised by each write; the condition of `commit`. */
  readonly ver: number;
  /** Reads so far while the baseline is being taken, or `done`. */
  readonly baseline: 'done' | number;
  /** Newest first: all of the current document and at least 200 older ones, at most 2,000. */
  readonly seen: readonly SeenEntry[];
  /** Version of the code that made the ids; when it differs, the next complete document re-learns `seen`. */
  readonly idVersion: number;
  /** Version of the code that made the content hashes. */
  readonly textVersion: number;
  /** Entries of the last document read. */
  readonly entries: number;
};

/**
 * A feed document as read: what the publisher gave, cleaned, before it is identified. Made by a FeedReader.
 */

/** An item as the feed document gives it. Absent means the document does not say, or says it unreadably. */
export type Entry = {
  /** guid, atom:id, rdf:about or JSON Feed id, as given. */
  readonly id?: string;
  /** Permalink, absolute, http or https. */
  readonly url?: string;
  /** Plain text. */
  readonly title: string;
  /** Plain text. */
  readonly author?: string;
  /** ms UTC. */
  readonly publishedAt?: number;
  /** ms UTC. */
  readonly updatedAt?: number;
  /** Safe HTML: no scripts, no event handlers, no styles, http(s) addresses only. May be empty. */
  readonly summary: string;
  /** Safe HTML, as `summary`. */
  readonly content: string;
  /** Plain texts of media beside the text (`media:description` …). Captions and `alt` inside the HTML stay there. */
  readonly captions: readonly string[];
  readonly categories: readonly string[];
  /** BCP 47, of the entry, else of the feed. */
  readonly language?: string;
};

export type FeedDocument = {
  readonly kind: 'rss' | 'atom' | 'rdf' | 'json';
  /** Plain text. */
  readonly title: string;
  /** The site's own page, absolute. */
  readonly homePage?: string;
  readonly language?: string;
  /** In document order, at most 2,000. */
  readonly entries: readonly Entry[];
  /** What was repaired or cut, a sentence each. */
  readonly repairs: readonly string[];
  /** False when entries were cut or the document ends early: such a document only adds to `seen`. */
  readonly complete: boolean;
};

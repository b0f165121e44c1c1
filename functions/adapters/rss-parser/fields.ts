/**
 * The elements of a feed and of its entries that are read, and how each is captured; all else is left out. Names are
 * those of names.ts.
 */

/**
 * `plain` = its text, tags inside dropped. `markup` = HTML, whether escaped or written as tags. `construct` = an Atom
 * text construct (RFC 4287 §3.1), which says itself what it is. `person` = its name, else its own text, else its
 * address. `through` = nothing itself, but its children count as if they stood in its place.
 */
export type CaptureKind = 'plain' | 'markup' | 'construct' | 'person' | 'through';

export const FEED_FIELDS: ReadonlyMap<string, CaptureKind> = new Map([
  ['rss:title', 'markup'],
  ['rss:link', 'plain'],
  ['rss:language', 'plain'],
  ['atom:title', 'construct'],
  ['atom:link', 'plain'],
  ['dc:title', 'markup'],
  ['dc:language', 'plain'],
]);

export const ENTRY_FIELDS: ReadonlyMap<string, CaptureKind> = new Map([
  ['rss:title', 'markup'],
  ['rss:link', 'plain'],
  ['rss:guid', 'plain'],
  ['rss:description', 'markup'],
  ['rss:author', 'person'],
  ['rss:category', 'plain'],
  ['rss:pubdate', 'plain'],
  ['rss:language', 'plain'],
  // Often written without its `/`.
  ['rss:enclosure', 'through'],
  ['atom:title', 'construct'],
  ['atom:link', 'plain'],
  ['atom:id', 'plain'],
  ['atom:summary', 'construct'],
  ['atom:content', 'construct'],
  ['atom:author', 'person'],
  ['atom:category', 'plain'],
  ['atom:published', 'plain'],
  ['atom:issued', 'plain'],
  ['atom:created', 'plain'],
  ['atom:updated', 'plain'],
  ['atom:modified', 'plain'],
  ['dc:title', 'markup'],
  ['dc:creator', 'plain'],
  ['dc:description', 'markup'],
  ['dc:date', 'plain'],
  ['dc:subject', 'plain'],
  ['dc:language', 'plain'],
  ['dcterms:created', 'plain'],
  ['dcterms:issued', 'plain'],
  ['dcterms:modified', 'plain'],
  ['body:encoded', 'markup'],
  ['xhtml:body', 'markup'],
  ['yandex:full-text', 'markup'],
  ['itunes:author', 'plain'],
  ['itunes:keywords', 'plain'],
  ['itunes:summary', 'markup'],
  ['media:group', 'through'],
  ['media:content', 'through'],
  ['media:thumbnail', 'through'],
  ['media:title', 'markup'],
  ['media:description', 'markup'],
]);

/** Facts of a feed or an entry that are no element of it. */
export const FACTS = ['is:about', 'is:base', 'is:language'] as const;

/** Attributes that are kept beside a field's text. */
export const FIELD_ATTRIBUTES = ['href', 'rel', 'type', 'ispermalink', 'term', 'label'] as const;

/** A captured field. */
export type Field = {
  readonly name: string;
  /** HTML for `markup` and `construct`, else plain text. References decoded once, as XML has them. */
  readonly text: string;
  /** Those of FIELD_ATTRIBUTES that it has, decoded; `base`: what its relative links are relative to. */
  readonly attributes: Readonly<Record<string, string>>;
};

/**
 * Names of elements, whatever prefix a feed gives a vocabulary: `dc:creator`, `atom:title`, and `rss:title` for what
 * RSS writes without a prefix. Undeclared prefixes mean what everybody means by them.
 */

/** Namespace in force for one element: prefix → our prefix; '' is the default namespace. */
export type Namespaces = Readonly<Record<string, string>>;

/**
 * Namespace (lower-cased, without what varies at its end) → our prefix. `body` is RSS's content module: rss-parser
 * computes a quadratic snippet for whatever is called `content:encoded`.
 */
const VOCABULARIES: Readonly<Record<string, string>> = {
  'http://purl.org/rss/1.0': 'rss',
  'http://purl.org/net/rss1.1': 'rss',
  'http://my.netscape.com/rdf/simple/0.9': 'rss',
  'http://channel.netscape.com/rdf/simple/0.9': 'rss',
  'http://my.netscape.com/publish/formats/rss-0.91.dtd': 'rss',
  'http://backend.userland.com/rss': 'rss',
  'http://backend.userland.com/rss2': 'rss',
  'http://blogs.law.harvard.edu/tech/rss': 'rss',
  'http://cyber.law.harvard.edu/rss/rss.html': 'rss',
  'http://www.rssboard.org/rss-specification': 'rss',
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns': 'atom',
  'http://purl.org/net/atom': 'atom',
  'http://purl.org/dc/elements/1.0': 'dc',
  'http://purl.org/dc/elements/1.1': 'dc',
  'http://purl.org/dc/terms': 'dcterms',
  'http://purl.org/rss/1.0/modules/content': 'body',
  'http://search.yahoo.com/mrss': 'media',
  'http://tools.search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://news.yandex.ru': 'yandex',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'http://www.w3.org/xml/1998/namespace': 'xml',
};

/** What prefixes mean when nothing declares them. */
const USUAL: Namespaces = Object.freeze(
  Object.assign(Object.create(null), { content: 'body', dcterm: 'dcterms', xml: 'xml' }),
);

export const NO_NAMESPACES: Namespaces = USUAL;

/** The namespaces inside an element: those around it and its own `xmlns` attributes. */
export function declareNamespaces(
  around: Namespaces,
  attributes: Readonly<Record<string, string>>,
): Namespaces {
  let inside: Record<string, string> | undefined;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
    if (prefix === undefined) continue;
    inside ??= Object.assign(Object.create(null), around) as Record<string, string>;
    inside[prefix] = vocabulary(attributes[name] ?? '') ?? (prefix === '' ? 'foreign' : usual(prefix));
  }
  return inside ?? around;
}

/**
 * `rss:title` for `<title>`, `atom:title` for `<a:title>`.
 * @param unprefixed our prefix for names without one where no default namespace is declared: `rss` or `atom`.
 */
export function canonicalName(name: string, namespaces: Namespaces, unprefixed: string): string {
  const colon = name.indexOf(':');
  if (colon < 0) return `${namespaces[''] ?? unprefixed}:${name}`;
  const prefix = name.slice(0, colon);
  return `${namespaces[prefix] ?? usual(prefix)}:${name.slice(colon + 1)}`;
}

function usual(prefix: string): string {
  return USUAL[prefix] ?? prefix;
}

function vocabulary(uri: string): string | undefined {
  const key = uri
    .trim()
    .toLowerCase()
    .replace(/[#/]+$/, '');
  return Object.hasOwn(VOCABULARIES, key) ? VOCABULARIES[key] : undefined;
}

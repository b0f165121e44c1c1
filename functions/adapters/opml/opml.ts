/**
 * Reads and writes lists of feeds (OPML 2.0, opml.org/spec2.opml). Reading takes what other readers export, well-formed
 * or not: each feed once, and what was left out with the line where it stands. What is written reads back the same.
 */
import { Parser } from 'htmlparser2';
import { readFeedUrl } from '../../domain/feed/feed-url.ts';
import { escapeHtml } from '../../domain/html.ts';

export type OpmlFeed = {
  /** Normalized. */
  readonly url: string;
  /** Absent when the outline has no name. */
  readonly title?: string;
  /** Names of the folders around it, the outermost first, each once. */
  readonly tags: readonly string[];
};

/** An outline that is no feed although it says so. */
export type OpmlProblem = {
  /** From 1. */
  readonly line: number;
  readonly message: string;
};

export type OpmlResult =
  | { readonly kind: 'feeds'; readonly feeds: readonly OpmlFeed[]; readonly problems: readonly OpmlProblem[] }
  /** A sentence for a person. */
  | { readonly kind: 'not-opml'; readonly message: string };

/** In UTF-16 units; 10,000 feeds have about 2 Mi. */
const MAX_LENGTH = 10 * 1024 * 1024;
/** Readers show two or three levels of folders; names beyond this depth are left out, feeds are not. */
const MAX_FOLDERS = 16;

type Attributes = Readonly<Record<string, string>>;

/** A feed that stands in several folders has the names of all. */
export function readOpml(text: string): OpmlResult {
  if (text.length > MAX_LENGTH) {
    return { kind: 'not-opml', message: `The file is larger than ${MAX_LENGTH / 1024 / 1024} MiB.` };
  }
  const feeds = new Map<string, OpmlFeed>();
  const problems: OpmlProblem[] = [];
  const lineAt = lineCounter(text);
  const root = walkOutlines(text, (attributes, folders, offset) => {
    const read = readOutline(attributes, folders);
    if (read?.kind === 'feed') feeds.set(read.feed.url, merge(feeds.get(read.feed.url), read.feed));
    if (read?.kind === 'problem') problems.push({ line: lineAt(offset), message: read.message });
  });
  if (root === 'opml') return { kind: 'feeds', feeds: [...feeds.values()], problems };
  return { kind: 'not-opml', message: root ? `It begins with <${root}>, not <opml>.` : 'It holds no XML.' };
}

/** @returns the name of the outermost element, in lower case; undefined when there is none. */
function walkOutlines(
  text: string,
  visit: (attributes: Attributes, folders: readonly string[], offset: number) => void,
): string | undefined {
  const names: string[] = [];
  let root: string | undefined;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        root ??= tag;
        if (tag !== 'outline') return;
        visit(attributes, names.slice(0, MAX_FOLDERS), parser.startIndex);
        names.push(nameOf(attributes));
      },
      onclosetag(tag) {
        if (tag === 'outline') names.pop();
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(text);
  return root;
}

type Outline =
  | { readonly kind: 'feed'; readonly feed: OpmlFeed }
  | { readonly kind: 'problem'; readonly message: string };

/** Undefined for a folder or a note. */
function readOutline(attributes: Attributes, folders: readonly string[]): Outline | undefined {
  const address = attributes.xmlurl?.trim() ?? '';
  const name = nameOf(attributes);
  const shown = name === '' ? 'An outline' : `"${name}"`;
  if (address === '') {
    const claimsToBe = /^(?:rss|atom)/i.test(attributes.type ?? '');
    return claimsToBe ? { kind: 'problem', message: `${shown} has no xmlUrl.` } : undefined;
  }
  const read = readFeedUrl(address);
  if (read.kind === 'invalid') {
    const instead = read.suggestion ? ` Perhaps ${read.suggestion}` : '';
    return { kind: 'problem', message: `${shown}: ${read.message}${instead}` };
  }
  const tags = [...new Set(folders.filter((folder) => folder !== ''))];
  return { kind: 'feed', feed: { url: read.feedUrl.url, ...(name !== '' && { title: name }), tags } };
}

function nameOf({ text, title }: Attributes): string {
  return (text?.trim() || title?.trim() || '').replace(/\s+/g, ' ');
}

function merge(before: OpmlFeed | undefined, feed: OpmlFeed): OpmlFeed {
  if (!before) return feed;
  return { ...feed, ...before, tags: [...new Set([...before.tags, ...feed.tags])] };
}

/** Counts lines up to offsets that never go back. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (
      let end = text.indexOf('\n', counted);
      end !== -1 && end < offset;
      end = text.indexOf('\n', counted)
    ) {
      line += 1;
      counted = end + 1;
    }
    return line;
  };
}

type Folder = { readonly feeds: OpmlFeed[]; readonly folders: Map<string, Folder> };

/** A whole document; each feed stands in folders named by its tags, one inside the other. */
export function writeOpml(feeds: readonly OpmlFeed[]): string {
  const top: Folder = { feeds: [], folders: new Map() };
  for (const feed of feeds) folderOf(top, feed.tags).feeds.push(feed);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head><title>Feeds of Watchword</title></head>',
    '  <body>',
    ...linesOf(top, '    '),
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

function folderOf(top: Folder, tags: readonly string[]): Folder {
  return tags.reduce((folder, tag) => {
    const inner = folder.folders.get(tag) ?? { feeds: [], folders: new Map() };
    folder.folders.set(tag, inner);
    return inner;
  }, top);
}

function linesOf({ feeds, folders }: Folder, indent: string): readonly string[] {
  const outlines = feeds.map(
    ({ url, title = url }) =>
      `${indent}<outline type="rss" text="${attribute(title)}" xmlUrl="${attribute(url)}"/>`,
  );
  const nested = [...folders].flatMap(([tag, folder]) => [
    `${indent}<outline text="${attribute(tag)}">`,
    ...linesOf(folder, `${indent}  `),
    `${indent}</outline>`,
  ]);
  return [...outlines, ...nested];
}

/** Escaped, without the control characters that XML 1.0 cannot hold (§2.2), on one line. */
function attribute(text: string): string {
  return escapeHtml(text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]+/gu, ' '));
}

/**
 * The bounded pre-scan: finds the feed in a document and captures the fields that are read, of it and of each entry, in
 * one walk that keeps no tree. Time and memory are linear in the text, whatever it holds; what is left open, nested
 * wrongly or cut off costs its own entry at most.
 */
import { createCapture } from './capture.ts';
import { readDoctype } from './doctype.ts';
import { type CaptureKind, ENTRY_FIELDS, FEED_FIELDS, FIELD_ATTRIBUTES, type Field } from './fields.ts';
import { isHtmlElement } from './looks-like-html.ts';
import { type Attributes, walkMarkup } from './markup.ts';
import { canonicalName, declareNamespaces, type Namespaces, NO_NAMESPACES } from './names.ts';
import {
  beginField,
  type Element,
  endField,
  entryTag,
  nothingOpen,
  type OpenElements,
  type OpenField,
  popElement,
  popEntry,
  pushElement,
  pushEntry,
} from './open-elements.ts';
import { createDecoder, type DecodeReferences } from './references.ts';
import { resolveBase } from './web-link.ts';

export type FeedKind = 'rss' | 'atom' | 'rdf';

export type Scan = {
  readonly kind: FeedKind;
  readonly feed: readonly Field[];
  readonly entries: readonly (readonly Field[])[];
  /** False when entries were cut or the end is missing. */
  readonly complete: boolean;
  /** A sentence each. */
  readonly repairs: readonly string[];
};

/** `root`: the outermost element; empty when there is none. */
export type NoFeed = { readonly kind: 'none'; readonly root: string };

/** Also the longest list that a feed row remembers. */
export const MAX_ENTRIES = 2_000;
/** A feed may follow a server's warning; beyond so many tags the document is something else. */
const MAX_TAGS_BEFORE_ROOT = 50;

const ROOTS: Readonly<Record<string, FeedKind>> = {
  'rss:rss': 'rss',
  'rss:channel': 'rss',
  'rdf:rdf': 'rdf',
  'atom:feed': 'atom',
  'atom:entry': 'atom',
};
/** Roots that are known by their tag, whatever namespace is declared for it. */
const ROOT_TAGS: Readonly<Record<string, string>> = { rss: 'rss:rss', feed: 'atom:feed', rdf: 'rdf:rdf' };

type Tag = { readonly tag: string; readonly attributes: Attributes; readonly namespaces: Namespaces };

type State = {
  readonly open: OpenElements;
  readonly decode: DecodeReferences;
  readonly url: string;
  kind?: FeedKind;
  firstTag: string;
  tagsBeforeRoot: number;
  end?: 'closed' | 'cut' | 'no feed';
};

/** @param url what relative links are relative to where the document says nothing else. */
export function scanFeed(source: string, url: string): Scan | NoFeed {
  const { rest, entities, repairs } = readDoctype(source);
  const open = nothingOpen(repairs);
  const state: State = { open, decode: createDecoder(entities), url, firstTag: '', tagsBeforeRoot: 0 };
  const { attributesCut } = walk(state, rest);
  if (!state.kind) return { kind: 'none', root: state.firstTag };
  if (!state.end) endCutOff(state);
  if (attributesCut) open.repairs.add('Tags with too many or too long attributes lost some of them.');
  const { feed, entries } = open;
  return { kind: state.kind, feed, entries, complete: state.end === 'closed', repairs: [...open.repairs] };
}

function walk(state: State, source: string) {
  return walkMarkup(source, 'xml', {
    open(tag, attributes, selfClosing) {
      if (state.end) return 'stop';
      if (!/^[a-z_]/.test(tag)) state.open.field?.capture.text(`<${tag}`, false);
      else openTag(state, tag, attributes, selfClosing);
      return state.end ? 'stop' : undefined;
    },
    close(tag) {
      if (!state.end && state.kind) closeTag(state, tag);
    },
    text(raw, isCdata) {
      if (!state.end) state.open.field?.capture.text(raw, isCdata);
    },
  });
}

function openTag(state: State, tag: string, attributes: Attributes, selfClosing: boolean): void {
  const { open } = state;
  const around = open.stack.at(-1)?.namespaces ?? NO_NAMESPACES;
  const namespaces = open.tooDeep > 0 ? around : declareNamespaces(around, attributes);
  const opened = { tag, attributes, namespaces };
  if (!state.kind) {
    openRoot(state, opened);
    return;
  }
  const name = canonicalName(tag, namespaces, state.kind === 'atom' ? 'atom' : 'rss');
  const beginsEntry = name === 'rss:item' || name === 'atom:entry';
  if (open.field && !endsField(open.field, name, beginsEntry, open.entry !== undefined)) {
    open.field.capture.open(tag, attributes, selfClosing);
    return;
  }
  if (open.field) {
    open.repairs.add(`The end tag of <${open.field.capture.tag}> was missing.`);
    popElement(open, open.field.capture.tag);
  }
  if (beginsEntry) openEntry(state, opened);
  else openChild(state, opened, name);
  if (selfClosing) closeTag(state, tag);
}

function openRoot(state: State, opened: Tag): void {
  const { tag, attributes } = opened;
  state.firstTag ||= tag;
  const declared = canonicalName(tag, opened.namespaces, tag === 'entry' ? 'atom' : 'rss');
  const name = Object.hasOwn(ROOT_TAGS, tag) ? (ROOT_TAGS[tag] as string) : declared;
  const kind = Object.hasOwn(ROOTS, name) ? ROOTS[name] : undefined;
  if (!kind) {
    if (++state.tagsBeforeRoot > MAX_TAGS_BEFORE_ROOT) state.end = 'no feed';
    return;
  }
  state.kind = kind;
  if (state.firstTag !== tag) {
    state.open.repairs.add(`Something else stood before the feed, beginning with <${state.firstTag}>.`);
  }
  const namespaces = knownDefault(opened.namespaces, kind);
  if (name === 'atom:entry') {
    openEntry(state, { ...opened, namespaces });
    return;
  }
  const is = kind === 'atom' || name === 'rss:channel' ? 'feed' : 'root';
  openFeed(state, { tag, is, namespaces, base: baseOf(state, attributes) }, attributes);
}

/** Whatever an unknown default namespace is called, the elements of <rss> are RSS's. */
function knownDefault(namespaces: Namespaces, kind: FeedKind): Namespaces {
  return namespaces[''] === 'foreign' ? { ...namespaces, '': kind === 'atom' ? 'atom' : 'rss' } : namespaces;
}

function openFeed({ open }: State, element: Element, attributes: Attributes): void {
  pushElement(open, element);
  addFacts(open.feed, attributes, element.base);
}

function openEntry(state: State, { tag, attributes, namespaces }: Tag): void {
  const { open } = state;
  if (open.entry) {
    open.repairs.add(`The end tag of an <${tag}> was missing.`);
    popEntry(open);
  }
  if (open.entries.length >= MAX_ENTRIES) {
    open.repairs.add(`Only the first ${MAX_ENTRIES} entries were read.`);
    state.end = 'cut';
    return;
  }
  const base = baseOf(state, attributes);
  pushEntry(open, { tag, is: 'entry', namespaces, base });
  addFacts(open.entry ?? [], attributes, base);
}

function openChild(state: State, { tag, attributes, namespaces }: Tag, name: string): void {
  const { open } = state;
  const parent = open.stack.at(-1);
  if (name === 'rss:channel' && !open.entry) {
    openFeed(state, { tag, is: 'feed', namespaces, base: baseOf(state, attributes) }, attributes);
    return;
  }
  const kind = open.tooDeep > 0 ? undefined : captureKind(parent, name);
  const base = kind ? baseOf(state, attributes) : (parent?.base ?? state.url);
  pushElement(open, { tag, is: kind === 'through' ? 'through' : 'other', namespaces, base });
  if (!kind || kind === 'through' || open.tooDeep > 0) return;
  const capture = createCapture(tag, kind, decodeAll(attributes, state.decode), state.decode);
  beginField(open, { name, capture, attributes: kept(attributes, base, state) });
}

function captureKind(parent: Element | undefined, name: string): CaptureKind | undefined {
  if (parent?.is === 'feed') return FEED_FIELDS.get(name);
  return parent?.is === 'entry' || parent?.is === 'through' ? ENTRY_FIELDS.get(name) : undefined;
}

function closeTag(state: State, tag: string): void {
  const { open } = state;
  if (tag === entryTag(open) && !open.field?.capture.isForeign) popEntry(open);
  else if (open.field?.capture.close(tag)) return;
  else if (open.tooDeep > 0) open.tooDeep--;
  else popElement(open, tag);
  if (open.stack.length === 0) state.end = 'closed';
}

/** Whether an element of this name cannot stand inside the open field, whose end tag is missing then. */
function endsField(field: OpenField, child: string, beginsEntry: boolean, inEntry: boolean): boolean {
  if (field.capture.isForeign) return false;
  if (beginsEntry) return true;
  if (!(inEntry ? ENTRY_FIELDS : FEED_FIELDS).has(child)) return false;
  const isOneLine = field.capture.kind === 'plain' || field.name.endsWith(':title');
  return isOneLine || !isHtmlElement(child.slice(child.indexOf(':') + 1));
}

/** The document ends early: half an address, name or date is worse than none, half a text is not. */
function endCutOff({ open }: State): void {
  open.repairs.add('The document ends early.');
  if (open.field && open.field.capture.kind !== 'plain') endField(open);
  // An entry of which neither id nor link came would be known by another name when it comes whole.
  if (open.entry && !open.entry.some(({ name }) => /:(?:link|guid|id)$/.test(name))) open.entries.pop();
}

function baseOf({ open, url, decode }: State, attributes: Attributes): string {
  const around = open.stack.at(-1)?.base ?? url;
  const base = attributes['xml:base'];
  return base === undefined ? around : resolveBase(decode(base), around);
}

function addFacts(fields: Field[], attributes: Attributes, base: string): void {
  const facts = {
    'is:about': attributes['rdf:about'],
    'is:base': base,
    'is:language': attributes['xml:lang'],
  };
  for (const [name, text] of Object.entries(facts)) if (text) fields.push({ name, text, attributes: {} });
}

function decodeAll(attributes: Attributes, decode: DecodeReferences): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, decode(value)]));
}

function kept(attributes: Attributes, base: string, { decode, open }: State): Field['attributes'] {
  const found: Record<string, string> = {};
  for (const name of FIELD_ATTRIBUTES) {
    const value = attributes[name];
    if (value !== undefined) found[name] = decode(value);
  }
  const around = open.stack.findLast(({ is }) => is === 'entry' || is === 'feed')?.base;
  if (base !== around) found.base = base;
  return found;
}

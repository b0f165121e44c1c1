/**
 * The bounded pre-scan: finds the feed in a document and captures the fields that are read, of it and of each entry, in
 * one walk that keeps no tree. Time and memory are linear in the text, whatever it holds; what is left open, nested
 * wrongly or cut off costs its own entry at most.
 */
import { type Capture, createCapture } from './capture.ts';
import { readDoctype } from './doctype.ts';
import { ENTRY_FIELDS, FEED_FIELDS, FIELD_ATTRIBUTES, type Field } from './fields.ts';
import { isHtmlElement } from './looks-like-html.ts';
import { type Attributes, type MarkupHandler, walkMarkup } from './markup.ts';
import { canonicalName, declareNamespaces, type Namespaces, NO_NAMESPACES } from './names.ts';
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
/** Of structure: feeds nest 3 to 8 deep. Markup inside a field is bounded where it is made safe. */
const MAX_DEPTH = 64;
/** The richest real entries (papers with all their authors) have about 120. */
const MAX_FIELDS = 512;
/** A feed may follow a server's warning; beyond so many tags the document is something else. */
const MAX_TAGS_BEFORE_ROOT = 50;

const ROOTS: Readonly<Record<string, FeedKind>> = {
  'rss:rss': 'rss',
  'rss:channel': 'rss',
  'rdf:rdf': 'rdf',
  'atom:feed': 'atom',
  'atom:entry': 'atom',
};

type Element = {
  readonly tag: string;
  readonly is: 'root' | 'feed' | 'entry' | 'through' | 'other';
  readonly namespaces: Namespaces;
  readonly base: string;
};

type OpenField = {
  readonly name: string;
  readonly capture: Capture;
  readonly attributes: Record<string, string>;
};

type State = {
  readonly decode: DecodeReferences;
  readonly url: string;
  readonly repairs: Set<string>;
  readonly feed: Field[];
  readonly entries: Field[][];
  readonly stack: Element[];
  kind?: FeedKind;
  firstTag: string;
  tagsBeforeRoot: number;
  entry: Field[] | undefined;
  field: OpenField | undefined;
  /** Open elements beyond the bound. */
  tooDeep: number;
  end?: 'closed' | 'cut' | 'no feed';
};

/** @param url what relative links are relative to where the document says nothing else. */
export function scanFeed(source: string, url: string): Scan | NoFeed {
  const { rest, entities, repairs } = readDoctype(source);
  const state: State = {
    ...{ decode: createDecoder(entities), url, repairs: new Set(repairs), feed: [], entries: [], stack: [] },
    ...{ firstTag: '', tagsBeforeRoot: 0, entry: undefined, field: undefined, tooDeep: 0 },
  };
  const { attributesCut } = walkMarkup(rest, 'xml', handlerOf(state));
  if (!state.kind) return { kind: 'none', root: state.firstTag };
  if (!state.end) endCutOff(state);
  if (attributesCut) state.repairs.add('Tags with too many or too long attributes lost some of them.');
  const { kind, feed, entries } = state;
  return { kind, feed, entries, complete: state.end === 'closed', repairs: [...state.repairs] };
}

function handlerOf(state: State): MarkupHandler {
  return {
    open(tag, attributes, selfClosing) {
      if (state.end) return 'stop';
      if (!/^[a-z_]/.test(tag)) state.field?.capture.text(`<${tag}`, false);
      else open(state, tag, attributes, selfClosing);
      return state.end ? 'stop' : undefined;
    },
    close(tag) {
      if (!state.end) close(state, tag);
    },
    text(raw, isCdata) {
      if (!state.end) state.field?.capture.text(raw, isCdata);
    },
  };
}

function open(state: State, tag: string, attributes: Attributes, selfClosing: boolean): void {
  const around = state.stack.at(-1);
  const namespaces = declareNamespaces(around?.namespaces ?? NO_NAMESPACES, attributes);
  if (!state.kind) {
    openRoot(state, tag, attributes, namespaces);
    return;
  }
  const name = canonicalName(tag, namespaces, state.kind === 'atom' ? 'atom' : 'rss');
  const beginsEntry = name === 'rss:item' || name === 'atom:entry';
  if (state.field && !endsField(state.field, name, beginsEntry, state)) {
    state.field.capture.open(tag, attributes, selfClosing);
    return;
  }
  if (state.field) {
    state.repairs.add(`The end tag of <${state.field.capture.tag}> was missing.`);
    endField(state);
  }
  if (beginsEntry) openEntry(state, tag, attributes, namespaces);
  else openChild(state, tag, name, attributes, namespaces);
  if (selfClosing) close(state, tag);
}

function openRoot(state: State, tag: string, attributes: Attributes, declared: Namespaces): void {
  state.firstTag ||= tag;
  const name = canonicalName(tag, declared, tag === 'feed' || tag === 'entry' ? 'atom' : 'rss');
  const local =
    tag === 'rss' || tag === 'channel'
      ? 'rss:rss'
      : tag === 'feed'
        ? 'atom:feed'
        : tag === 'rdf'
          ? 'rdf:rdf'
          : name;
  const kind = Object.hasOwn(ROOTS, local) ? ROOTS[local] : undefined;
  if (!kind) {
    if (++state.tagsBeforeRoot > MAX_TAGS_BEFORE_ROOT) state.end = 'no feed';
    return;
  }
  state.kind = kind;
  if (state.firstTag !== tag)
    state.repairs.add(`Something else stood before the feed, beginning with <${state.firstTag}>.`);
  // Whatever an unknown default namespace is called, the elements of <rss> are RSS's.
  const namespaces =
    declared[''] === 'foreign' ? { ...declared, '': kind === 'atom' ? 'atom' : 'rss' } : declared;
  const is = kind === 'atom' || tag === 'channel' ? 'feed' : 'root';
  if (name === 'atom:entry') {
    state.stack.push({ tag: '', is: 'feed', namespaces, base: state.url });
    openEntry(state, tag, attributes, namespaces);
    return;
  }
  push(state, { tag, is, namespaces, base: baseOf(state, attributes) });
  addFacts(state.feed, attributes, state.stack.at(-1)?.base);
}

function openEntry(state: State, tag: string, attributes: Attributes, namespaces: Namespaces): void {
  if (state.entry) {
    state.repairs.add(`The end tag of an <${tag}> was missing.`);
    leaveEntry(state);
  }
  if (state.entries.length >= MAX_ENTRIES) {
    state.repairs.add(`Only the first ${MAX_ENTRIES} entries were read.`);
    state.end = 'cut';
    return;
  }
  state.tooDeep = 0;
  state.entry = [];
  state.entries.push(state.entry);
  const base = baseOf(state, attributes);
  // An element deeper than any bound would hide the entry: what is open around it no longer matters.
  if (state.stack.length >= MAX_DEPTH) state.stack.length = 1;
  state.stack.push({ tag, is: 'entry', namespaces, base });
  addFacts(state.entry, attributes, base);
}

function openChild(
  state: State,
  tag: string,
  name: string,
  attributes: Attributes,
  namespaces: Namespaces,
): void {
  const parent = state.stack.at(-1)?.is ?? 'other';
  const base = baseOf(state, attributes);
  if (name === 'rss:channel' && !state.entry) {
    push(state, { tag, is: 'feed', namespaces, base });
    addFacts(state.feed, attributes, base);
    return;
  }
  const inEntry = parent === 'entry' || parent === 'through';
  const kind = inEntry ? ENTRY_FIELDS.get(name) : parent === 'feed' ? FEED_FIELDS.get(name) : undefined;
  push(state, { tag, is: kind === 'through' ? 'through' : 'other', namespaces, base });
  if (!kind || kind === 'through' || state.tooDeep > 0) return;
  const capture = createCapture(tag, kind, decodeAll(attributes, state.decode), state.decode);
  state.field = { name, capture, attributes: kept(attributes, base, state) };
}

function close(state: State, tag: string): void {
  if (!state.kind) return;
  const entryTag = state.entry && state.stack.find(({ is }) => is === 'entry')?.tag;
  if (tag === entryTag && !state.field?.capture.isForeign) leaveEntry(state);
  else if (state.field?.capture.close(tag)) return;
  else if (state.tooDeep > 0) state.tooDeep--;
  else if (state.stack.some((element) => element.tag === tag)) popTo(state, tag);
}

/** Ends the innermost open element of this tag and all that is open in it. */
function popTo(state: State, tag: string): void {
  for (let last = state.stack.pop(); last; last = state.stack.pop()) {
    if (state.field) endField(state);
    if (last.is === 'entry') state.entry = undefined;
    if (last.tag === tag) break;
  }
  if (state.stack.length === 0) state.end = 'closed';
}

function leaveEntry(state: State): void {
  const entry = state.stack.findLast(({ is }) => is === 'entry');
  state.tooDeep = 0;
  if (entry) popTo(state, entry.tag);
  // An Atom document may be one entry alone.
  if (state.stack.length === 1 && state.stack[0]?.tag === '') state.end = 'closed';
}

/** Whether an element of this name cannot stand inside the open field, whose end tag is missing then. */
function endsField({ name, capture }: OpenField, child: string, beginsEntry: boolean, state: State): boolean {
  if (capture.isForeign) return false;
  if (beginsEntry) return true;
  const fields = state.entry ? ENTRY_FIELDS : FEED_FIELDS;
  if (!fields.has(child)) return false;
  return (
    capture.kind === 'plain' || name.endsWith(':title') || !isHtmlElement(child.slice(child.indexOf(':') + 1))
  );
}

function endField(state: State): void {
  if (!state.field) return;
  const { name, capture, attributes } = state.field;
  state.field = undefined;
  const fields = state.entry ?? state.feed;
  if (fields.length >= MAX_FIELDS)
    state.repairs.add(`Only the first ${MAX_FIELDS} fields of an entry were read.`);
  else fields.push({ name, text: capture.done(), attributes });
}

/** The document ends early: half an address, name or date is worse than none. */
function endCutOff(state: State): void {
  state.end = 'cut';
  state.repairs.add('The document ends early.');
  if (state.field && state.field.capture.kind !== 'plain') endField(state);
  const last = state.entry ?? [];
  if (state.entry && !last.some(({ name }) => /:(?:link|guid|id)$/.test(name))) state.entries.pop();
}

function push(state: State, element: Element): void {
  if (state.stack.length < MAX_DEPTH && state.tooDeep === 0) state.stack.push(element);
  else {
    state.tooDeep++;
    state.repairs.add(`Elements nested more than ${MAX_DEPTH} deep were left out.`);
  }
}

function baseOf(state: State, attributes: Attributes): string {
  const around = state.stack.at(-1)?.base ?? state.url;
  const base = attributes['xml:base'];
  return base === undefined ? around : resolveBase(state.decode(base), around);
}

function addFacts(fields: Field[], attributes: Attributes, base = ''): void {
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

function kept(attributes: Attributes, base: string, state: State): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of FIELD_ATTRIBUTES) {
    const value = attributes[name];
    if (value !== undefined) found[name] = state.decode(value);
  }
  if (base !== state.url) found.base = base;
  return found;
}

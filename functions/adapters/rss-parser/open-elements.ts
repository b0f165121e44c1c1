/**
 * What is open while a document is scanned: the elements of its structure (never those inside a captured field), the
 * entry and the field. The stack is bounded; what lies deeper is only counted.
 */
import type { Capture } from './capture.ts';
import { undoDoubleUtf8 } from './double-utf8.ts';
import type { Field } from './fields.ts';
import type { Namespaces } from './names.ts';

export type Element = {
  /** As written, in lower case, prefix included. */
  readonly tag: string;
  readonly is: 'root' | 'feed' | 'entry' | 'through' | 'other';
  readonly namespaces: Namespaces;
  /** Absolute; what relative links inside are relative to. */
  readonly base: string;
};

export type OpenField = {
  readonly name: string;
  readonly capture: Capture;
  readonly attributes: Field['attributes'];
};

export type OpenElements = {
  readonly stack: Element[];
  /** Open elements beyond the bound. */
  tooDeep: number;
  readonly feed: Field[];
  readonly entries: Field[][];
  entry: Field[] | undefined;
  field: OpenField | undefined;
  /** Sentences. */
  readonly repairs: Set<string>;
};

/** Of structure: feeds nest 3 to 8 deep. Markup inside a field is bounded where it is made safe. */
const MAX_DEPTH = 64;
/** The richest real entries (papers with all their authors) have about 120. */
const MAX_FIELDS = 512;

export function nothingOpen(repairs: Iterable<string>): OpenElements {
  return {
    ...{ stack: [], tooDeep: 0, feed: [], entries: [], entry: undefined, field: undefined },
    repairs: new Set(repairs),
  };
}

export function pushElement(open: OpenElements, element: Element): void {
  if (open.stack.length < MAX_DEPTH && open.tooDeep === 0) open.stack.push(element);
  else {
    open.tooDeep++;
    open.repairs.add(`Elements nested more than ${MAX_DEPTH} deep were left out.`);
  }
}

/** Begins an entry, wherever it stands: what is open too deep around it no longer matters. */
export function pushEntry(open: OpenElements, entry: Element): void {
  open.tooDeep = 0;
  if (open.stack.length >= MAX_DEPTH) open.stack.length = 1;
  open.stack.push(entry);
  open.entry = [];
  open.entries.push(open.entry);
}

/** Begins a field, unless there are too many already. */
export function beginField(open: OpenElements, field: OpenField): void {
  if ((open.entry ?? open.feed).length < MAX_FIELDS) open.field = field;
  else open.repairs.add(`Only the first ${MAX_FIELDS} fields of an entry were read.`);
}

export function endField(open: OpenElements): void {
  if (!open.field) return;
  const { name, capture, attributes } = open.field;
  open.field = undefined;
  const written = capture.done();
  const text = undoDoubleUtf8(written);
  if (text !== written) open.repairs.add('Texts that were encoded as UTF-8 twice were decoded twice.');
  (open.entry ?? open.feed).push({ name, text, attributes });
}

/** Ends the innermost open element of this tag, with all that is open in it; no such element: nothing. */
export function popElement(open: OpenElements, tag: string): void {
  if (!open.stack.some((element) => element.tag === tag)) return;
  for (let last = open.stack.pop(); last; last = open.stack.pop()) {
    endField(open);
    if (last.is === 'entry') open.entry = undefined;
    if (last.tag === tag) return;
  }
}

/** Ends the open entry with all that is open in it. */
export function popEntry(open: OpenElements): void {
  open.tooDeep = 0;
  const tag = entryTag(open);
  if (tag !== undefined) popElement(open, tag);
}

/** The tag of the open entry. */
export function entryTag(open: OpenElements): string | undefined {
  return open.entry && open.stack.findLast(({ is }) => is === 'entry')?.tag;
}

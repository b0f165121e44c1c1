/**
 * Takes the document type declaration out of an XML text and keeps what is harmless of it: entities of the internal
 * subset that stand for a few plain characters (`<!ENTITY nbsp "&#160;">`). Entities that refer to others or to a
 * file are not honoured: a reference to one stays as the text it is.
 */
import { decodeXML } from 'entities';

export type Doctype = {
  /** The text without the declaration. */
  readonly rest: string;
  /** Name → characters. */
  readonly entities: ReadonlyMap<string, string>;
  readonly repairs: readonly string[];
};

/** HTML 4 names 252, the largest set that feeds copy into a subset. */
const MAX_ENTITIES = 256;
/** UTF-16 units an entity may stand for: 5 MiB of `&a;` then come to at most 14 MB. */
const MAX_VALUE = 8;
/** Declarations stand before the root; whoever writes more before it means harm. */
const MAX_SUBSET = 65_536;

export function readDoctype(text: string): Doctype {
  const start = /<(?:!doctype\s|[a-z_])/i.exec(text);
  if (!start || text[start.index + 1] !== '!') return { rest: text, entities: new Map(), repairs: [] };
  const end = endOfDoctype(text, start.index);
  const subset = text.slice(start.index, end);
  const { entities, refused } = plainEntities(subset);
  return {
    rest: text.slice(0, start.index) + text.slice(end),
    entities,
    repairs: refused
      ? ['Entities that are nested, external or long are declared; they were not expanded.']
      : [],
  };
}

/** Index after the closing `>`, outside quotes and the bracketed subset; the bound when there is none. */
function endOfDoctype(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_SUBSET);
  let inSubset = false;
  let quote = '';
  for (let i = start; i < limit; i++) {
    const c = text[i] as string;
    if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '[') inSubset = true;
    else if (c === ']') inSubset = false;
    else if (c === '>' && !inSubset) return i + 1;
  }
  return limit;
}

function plainEntities(subset: string): { entities: Map<string, string>; refused: boolean } {
  const entities = new Map<string, string>();
  let refused = false;
  for (const [, percent, name, rest] of subset.matchAll(
    /<!ENTITY\s+(%\s+)?([\w.-]{1,64})\s+([^<>]{0,512})/g,
  )) {
    const value = /^(["'])(.*?)\1\s*$/.exec(rest ?? '')?.[2];
    const plain = value === undefined ? undefined : plainValue(value);
    if (percent || plain === undefined || entities.size >= MAX_ENTITIES) refused = true;
    else if (name !== undefined && !entities.has(name)) entities.set(name, plain);
  }
  return { entities, refused: refused || /<!ENTITY[^>]*</.test(subset) };
}

/** Character references are decoded, twice where the value writes `&#38;#160;`; anything left of `&` or `%` is no plain text. */
function plainValue(value: string): string | undefined {
  const plain = decodeXML(decodeXML(value));
  return /[&%<]/.test(plain.length > 1 ? plain : '') || plain.length > MAX_VALUE ? undefined : plain;
}

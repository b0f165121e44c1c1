/**
 * Walks XML or HTML tag by tag, in time linear in its length whatever it holds: no tree and no stack are kept here, so
 * nesting costs nothing. References stay undecoded: what they mean depends on who asks.
 */
import { QuoteType, Tokenizer } from 'htmlparser2';

/** Attribute names lower-cased, values as written; no prototype, so no name means anything but itself. */
export type Attributes = Readonly<Record<string, string>>;

export type MarkupHandler = {
  /** `name` lower-cased, prefix included. Returning 'stop' ends the walk. */
  readonly open: (name: string, attributes: Attributes, selfClosing: boolean) => 'stop' | undefined;
  readonly close: (name: string) => void;
  /** References in `raw` are undecoded, unless it is CDATA, which has none. */
  readonly text: (raw: string, isCdata: boolean) => void;
};

export type MarkupWalk = {
  /** Attributes beyond the bounds below were left out. */
  readonly attributesCut: boolean;
};

/** The richest real tags (Open Graph players, data-* of editors) have about 40. */
const MAX_ATTRIBUTES = 128;
/** UTF-16 units of one value; also the largest that the XML parser behind rss-parser takes (64 KiB buffers). */
const MAX_ATTRIBUTE = 64_000;

/** @param mode in `html` script, style, title and their kin hold raw text, as in a browser. */
export function walkMarkup(source: string, mode: 'xml' | 'html', handler: MarkupHandler): MarkupWalk {
  let name = '';
  let attributes: Record<string, string> = Object.create(null);
  let count = 0;
  let attribute = '';
  let value = '';
  let attributesCut = false;
  let textStart = 0;
  let textEnd = 0;

  /** Text comes in pieces at every `<` that begins no tag; it is handed on whole. */
  const flushText = () => {
    if (textEnd > textStart) handler.text(source.slice(textStart, textEnd), false);
    textStart = textEnd = 0;
  };
  const open = (selfClosing: boolean) => {
    flushText();
    if (handler.open(name, attributes, selfClosing) === 'stop') tokenizer.pause();
  };
  const tokenizer: Tokenizer = new Tokenizer(
    { xmlMode: mode === 'xml', decodeEntities: false },
    {
      onopentagname(start, end) {
        name = source.slice(start, end).toLowerCase();
        attributes = Object.create(null);
        count = 0;
      },
      onattribname(start, end) {
        attribute = end - start > 256 ? '' : source.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        if (end - start > MAX_ATTRIBUTE) {
          attribute = '';
          attributesCut = true;
        } else value = source.slice(start, end);
      },
      onattribentity() {},
      onattribend(quote) {
        count++;
        if (count > MAX_ATTRIBUTES) attributesCut = true;
        // The first of two equal names counts, as in HTML; XML allows only one.
        else if (attribute !== '' && attributes[attribute] === undefined) {
          attributes[attribute] = quote === QuoteType.NoValue ? '' : value;
        }
      },
      onopentagend: () => open(false),
      onselfclosingtag: () => open(true),
      onclosetag(start, end) {
        flushText();
        handler.close(source.slice(start, end).toLowerCase());
      },
      ontext(start, end) {
        if (start !== textEnd) {
          flushText();
          textStart = start;
        }
        textEnd = end;
      },
      ontextentity() {},
      oncdata(start, end, offset) {
        flushText();
        handler.text(source.slice(start, end - offset), true);
      },
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  flushText();
  return { attributesCut };
}

/** Elements that have no end tag in HTML. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

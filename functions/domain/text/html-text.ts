/**
 * HTML as the text a reader sees. In: markup of any quality; out: plain text in which a blank line ends a paragraph,
 * captions apart, and the place in the markup of every character. Forms, scripts and what is hidden are left out.
 * Linear in the markup: the tokeniser of htmlparser2 with a stack of our own, whose every push is popped once.
 */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { isBlock, isDropped, isHidden, isVoid } from './html-elements.ts';
import { createSourceText, plainSource, type SourceText, type SourceTextBuilder } from './source-text.ts';

export type HtmlText = {
  readonly text: SourceText;
  /** `<figcaption>` and `alt`, one each. */
  readonly captions: readonly SourceText[];
};

/** `&CounterClockwiseContourIntegral;` is the longest of HTML, 33 characters. */
const LONGEST_ENTITY = 42;

/** What is not markup is taken as plain text, with its entities decoded and its blank lines kept. */
export function htmlText(html: string): HtmlText {
  if (!/[<&]/.test(html)) return { text: plainSource(html), captions: [] };
  const reader = createReader(html, hasBlocks(html));
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader.callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return reader.done();
}

/** Where there are blocks, line breaks of the source are mere white space. */
function hasBlocks(html: string): boolean {
  return /<(?:p|br|div|li|tr|td|h[1-6]|blockquote|section|article)\b/i.test(html);
}

function createReader(html: string, sourceBreaksAreSpaces: boolean) {
  const text = createSourceText();
  const captions: SourceText[] = [];
  const open = createOpenElements();
  let caption: SourceTextBuilder | undefined;
  let tag = '';
  let hidden = false;
  let attribute = '';
  let value: SourceTextBuilder | undefined;
  let nameEnd = 0;
  let valueEnd = -1;

  const target = () => (open.dropping() ? undefined : (caption ?? text));
  const startBlock = () => {
    (caption ?? text).breakParagraph();
  };
  const endCaption = () => {
    if (!caption) return;
    keepCaption(captions, caption);
    caption = undefined;
  };
  const write = (start: number, end: number, into: SourceTextBuilder | undefined) => {
    const raw = html.slice(start, end);
    into?.add(sourceBreaksAreSpaces ? raw.replace(/[\t\n\f\r]/g, ' ') : raw, start);
  };
  const writeEntity = (codePoint: number, end: number, into: SourceTextBuilder | undefined) => {
    into?.addEntity(String.fromCodePoint(codePoint), html.lastIndexOf('&', end - 1), end);
  };
  const finishOpening = () => {
    if (tag === 'br') target()?.breakLine();
    else if (isBlock(tag)) startBlock();
    if (isVoid(tag)) return;
    open.push(tag, hidden);
    if (tag === 'figcaption' && !open.dropping()) {
      endCaption();
      caption = createSourceText();
    }
  };
  const close = (name: string) => {
    const closed = open.close(name);
    if (closed.includes('figcaption')) endCaption();
    if (isBlock(name)) startBlock();
  };

  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => write(start, end, target()),
    ontextentity: (codePoint, end) => writeEntity(codePoint, end, target()),
    onopentagname(start, end) {
      tag = html.slice(start, end).toLowerCase();
      hidden = false;
    },
    onattribname(start, end) {
      attribute = html.slice(start, end).toLowerCase();
      value = attribute === 'alt' || attribute === 'style' ? createSourceText() : undefined;
      nameEnd = end;
      valueEnd = -1;
      if (attribute === 'hidden') hidden = true;
    },
    onattribdata: (start, end) => {
      value?.add(html.slice(start, end), start);
      valueEnd = end;
    },
    onattribentity(codePoint) {
      // The tokeniser does not say where the entity stands: it follows what was read of the value.
      const from = valueEnd < 0 ? html.indexOf('&', nameEnd) : valueEnd;
      const entity = /^&#?\w{1,40};?/.exec(html.slice(from, from + LONGEST_ENTITY))?.[0] ?? '';
      valueEnd = from + entity.length;
      value?.addEntity(String.fromCodePoint(codePoint), from, valueEnd);
    },
    onattribend() {
      if (!value) return;
      if (attribute === 'style') hidden ||= isHidden(value.done().text);
      else if (!open.dropping()) keepCaption(captions, value);
    },
    onopentagend: finishOpening,
    onselfclosingtag: finishOpening,
    onclosetag: (start, end) => close(html.slice(start, end).toLowerCase()),
    oncdata() {},
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };
  return {
    callbacks,
    done(): HtmlText {
      endCaption();
      return { text: text.done(), captions };
    },
  };
}

function keepCaption(captions: SourceText[], caption: SourceTextBuilder): void {
  const done = caption.done();
  if (done.text.trim() !== '') captions.push(done);
}

/** Names of open elements, and how many of them hide what stands inside. */
function createOpenElements() {
  const names: { name: string; drops: boolean }[] = [];
  const counts = new Map<string, number>();
  let dropped = 0;
  return {
    dropping: () => dropped > 0,
    push(name: string, hidden: boolean) {
      const drops = hidden || isDropped(name);
      names.push({ name, drops });
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (drops) dropped++;
    },
    /** Closes the nearest element of this name and all inside it; an end tag without a start is ignored. */
    close(name: string): readonly string[] {
      const closed: string[] = [];
      if (!counts.get(name)) return closed;
      for (let last = names.pop(); last; last = names.pop()) {
        closed.push(last.name);
        counts.set(last.name, (counts.get(last.name) ?? 1) - 1);
        if (last.drops) dropped--;
        if (last.name === name) break;
      }
      return closed;
    },
  };
}

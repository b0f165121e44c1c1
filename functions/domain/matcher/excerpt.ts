/**
 * What a match shows of its article. In: the article and the words that matched; out: the headline and the sentences
 * they stand in, marked, cut to what a match row holds. Never half a word, never half a character.
 */
import type { Article, Field, MatchedWord } from '../article/article.ts';
import { cleanMarked } from '../email/clean-text.ts';
import type { Span } from '../text/addresses.ts';
import { htmlText } from '../text/html-text.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { SourceText } from '../text/source-text.ts';
import { cutAround } from './cut-around.ts';
import { MAX_MATCH_ROW_BYTES, type MarkedText } from './match-row.ts';
import { snippetOf } from './snippet.ts';

export type Excerpt = {
  readonly title: MarkedText;
  /** Empty when no word stands in summary or body. */
  readonly snippet: MarkedText;
  /** Each once, in the order of the words; a caption inside the body counts as `caption`. */
  readonly fields: readonly Field[];
};

/** Keys, ids, times, language, names of attributes and marks of a row, generously: counted 210 B with eight marks. */
const OVERHEAD_BYTES = 240;
/** A headline is rarely over 120 characters; two bytes each for most scripts that are not Latin. */
const MAX_TITLE_BYTES = 280;
/** Of the snippet, whatever an over-long link leaves. */
const MIN_SNIPPET_BYTES = 140;
const MAX_SNIPPET_BYTES = 480;

export function excerpt(article: Article, words: readonly MatchedWord[]): Excerpt {
  const shown = readerTexts(article);
  const inTitle = words.filter((word) => word.field === 'title').map(rangeOf);
  const title = cutAround(cleanMarked({ text: article.title, marks: merged(inTitle) }), MAX_TITLE_BYTES);
  const texts = (['summary', 'body'] as const).map((field) => ({
    text: shown[field].source.text,
    sentences: shown[field].sentences,
    marks: merged(rangesIn(shown[field].source, words, field)),
  }));
  const taken = OVERHEAD_BYTES + bytes(title.text) + bytes(article.url) + bytes(article.source);
  const room = Math.min(MAX_SNIPPET_BYTES, Math.max(MIN_SNIPPET_BYTES, MAX_MATCH_ROW_BYTES - taken));
  return { title, snippet: snippetOf(texts, room), fields: fieldsOf(words, shown) };
}

type ReaderText = { readonly source: SourceText; readonly sentences: readonly Span[] };
type ReaderTexts = { readonly summary: ReaderText; readonly body: ReaderText };

/** One article is matched by many patterns: its markup is read once. */
const known = new WeakMap<Article, ReaderTexts>();

function readerTexts(article: Article): ReaderTexts {
  let texts = known.get(article);
  if (!texts) {
    texts = { summary: readerText(article.summary), body: readerText(article.body) };
    known.set(article, texts);
  }
  return texts;
}

function readerText(html: string): ReaderText {
  const source = htmlText(html).text;
  return { source, sentences: sentencesOf(source.text) };
}

function rangesIn(source: SourceText, words: readonly MatchedWord[], field: Field): readonly Span[] {
  return words.flatMap((word) => {
    const range = word.field === field ? source.toText(word.start, word.end) : undefined;
    return range ? [range] : [];
  });
}

function fieldsOf(words: readonly MatchedWord[], texts: ReaderTexts): readonly Field[] {
  const fields = words.map(({ field, start, end }) => {
    const inside = field === 'summary' || field === 'body' ? texts[field].source.toText(start, end) : true;
    return inside ? field : 'caption';
  });
  return [...new Set(fields)];
}

/** Ranges in order, those that overlap or touch made one. */
function merged(ranges: readonly Span[]): readonly Span[] {
  const spans: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = spans.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

function rangeOf({ start, end }: MatchedWord): Span {
  return [start, end];
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

/**
 * An article as tokens in one table: what rules are matched on and snippets are cut from. In: an article; out: its
 * tokens by position and by term, each with the field it stands in. Positions of different texts lie far apart, so that
 * nothing that is near in position spans two fields, two captions or two tags.
 */
import type { Article, Field } from '../article/article.ts';
import { htmlText } from './html-text.ts';
import { plainSource, type SourceText } from './source-text.ts';
import { type Token, tokenise } from './tokenise.ts';

/** Wider than any distance that a rule can name. */
const GAP_BETWEEN_TEXTS = 10_000;

/** One text of an article. */
export type TextPart = {
  /** What a rule calls it: a picture's caption inside the body is `caption`. */
  readonly scope: Field;
  /** The field of the article whose ranges it has. */
  readonly field: Field;
  readonly source: SourceText;
  /** Position of its first word. */
  readonly first: number;
};

export type ArticleToken = Token & { readonly part: TextPart };

export type ArticleText = {
  readonly article: Article;
  readonly parts: readonly TextPart[];
  /** By position. */
  readonly tokens: readonly ArticleToken[];
  /** Indexes into `tokens`, rising. Hosts and languages stand under `site:…` and `lang:…`. */
  readonly byTerm: ReadonlyMap<string, readonly number[]>;
};

type Draft = Omit<TextPart, 'first'>;

export function analyse(article: Article): ArticleText {
  const parts: TextPart[] = [];
  const tokens: ArticleToken[] = [];
  const byTerm = new Map<string, number[]>();
  let first = 0;

  function add(draft: Draft, found: readonly Token[]): void {
    const part = { ...draft, first };
    parts.push(part);
    for (const token of found) {
      const known = byTerm.get(token.term);
      if (known) known.push(tokens.length);
      else byTerm.set(token.term, [tokens.length]);
      const { term, form, position, span, start, end } = token;
      tokens.push({ term, form, position: position + first, span, start, end, part });
    }
    first += (found.at(-1)?.position ?? 0) + GAP_BETWEEN_TEXTS;
  }

  for (const draft of draftsOf(article)) add(draft, tokenise(draft.source.text));
  const url = { scope: 'url', field: 'url', source: plainSource(article.url) } as const;
  add(url, tokenise(article.url, 'kept'));
  add(url, hostTokens(article.url));
  const lang = { scope: 'lang', field: 'lang', source: plainSource(article.lang) } as const;
  add(lang, languageTokens(article.lang));
  return { article, parts, tokens, byTerm };
}

/** The texts of an article, most important first. */
function draftsOf(article: Article): readonly Draft[] {
  const summary = htmlText(article.summary);
  const body = htmlText(article.body);
  return [
    { scope: 'title', field: 'title', source: plainSource(article.title) },
    { scope: 'summary', field: 'summary', source: summary.text },
    { scope: 'body', field: 'body', source: body.text },
    ...lines(article.caption).map((source) => ({ scope: 'caption', field: 'caption', source }) as const),
    ...summary.captions.map((source) => ({ scope: 'caption', field: 'summary', source }) as const),
    ...body.captions.map((source) => ({ scope: 'caption', field: 'body', source }) as const),
    { scope: 'author', field: 'author', source: plainSource(article.author) },
    { scope: 'source', field: 'source', source: plainSource(article.source) },
    ...lines(tagText(article)).map((source) => ({ scope: 'tag', field: 'tag', source }) as const),
  ];
}

/** The tags of an article as one text, a line each: what ranges of the field `tag` count in. */
export function tagText({ tags }: Pick<Article, 'tags'>): string {
  return tags.join('\n');
}

function lines(text: string): readonly SourceText[] {
  const found: SourceText[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    if (line !== '') found.push(plainSource(line, from));
    from += line.length + 1;
  }
  return found;
}

/** `site:co.uk`, `site:bbc.co.uk`, `site:news.bbc.co.uk` for one host: every suffix of it. */
function hostTokens(url: string): readonly Token[] {
  const { 1: before, 2: host } = /^(https?:\/\/(?:[^/?#@]*@)?)([^/?#:]+)/i.exec(url) ?? [];
  if (before === undefined || host === undefined) return [];
  const labels = host.toLowerCase().split('.');
  const range = {
    form: 'plain',
    position: 0,
    span: 1,
    start: before.length,
    end: before.length + host.length,
  } as const;
  return labels.map((_, index) => ({ term: `site:${labels.slice(index).join('.')}`, ...range }));
}

/** `lang:en` and `lang:en-gb` for en-GB. */
function languageTokens(lang: string): readonly Token[] {
  const subtags = lang.toLowerCase().split(/[-_]/).filter(Boolean);
  const range = { form: 'plain', position: 0, span: 1, start: 0, end: lang.length } as const;
  return subtags.map((_, index) => ({ term: `lang:${subtags.slice(0, index + 1).join('-')}`, ...range }));
}

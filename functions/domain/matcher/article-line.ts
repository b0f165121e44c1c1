/**
 * Articles as a person gives them to try a rule on: one JSON object a line. In: a line; out: the article, or what is
 * wrong with which field. Ranges of matched words count in the texts exactly as given here: for `summary` and `body`
 * that is the markup, for `tags` the list joined by line feeds.
 */
import type { Article } from '../article/article.ts';

export type ArticleLine =
  /** `id` as given, else the number of the line. */
  | { readonly kind: 'article'; readonly id: string | number; readonly article: Article }
  | { readonly kind: 'problem'; readonly line: number; readonly field?: string; readonly message: string };

const TEXTS = ['title', 'summary', 'body', 'caption', 'source', 'url', 'author', 'lang'] as const;

/** Fields left out or null are empty; names that are not an article's are ignored. `line` counts from 1. */
export function readArticleLine(text: string, line: number): ArticleLine {
  const given = parseObject(text);
  if (typeof given === 'string') return { kind: 'problem', line, message: `Line ${line} is ${given}.` };
  const wrong = (field: string, wanted: string): ArticleLine => ({
    kind: 'problem',
    line,
    field,
    message: `Line ${line}: “${field}” must be ${wanted}, not ${nameOf(given[field])}.`,
  });

  const id = given.id ?? line;
  if (typeof id !== 'string' && typeof id !== 'number') return wrong('id', 'a text or number');
  for (const field of TEXTS) if (typeof (given[field] ?? '') !== 'string') return wrong(field, 'a text');
  const tags = tagsOf(given.tags);
  if (!tags) return wrong('tags', 'a list of texts');
  const texts = Object.fromEntries(TEXTS.map((field) => [field, given[field] ?? ''])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  return { kind: 'article', id, article: { key: String(id), ...texts, tags } };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (problem) {
    if (problem instanceof SyntaxError) return `not JSON (${problem.message})`;
    throw problem;
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : `not a JSON object but ${nameOf(value)}`;
}

/** A single text is one tag. */
function tagsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.every((tag) => typeof tag === 'string') ? value : undefined;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/**
 * Makes the content of a digest from match rows: one entry an article, with every rule of the subscriber that it
 * matched inside that rule's window, minus what was sent before. Pure; the order of rows does not matter.
 */
import type { MarkedText, MatchRow } from '../matcher/match-row.ts';
import type { SubscriberRule } from '../subscriber/subscriber.ts';
import type { DigestEntry, Window } from './digest.ts';
import { sentHash } from './sent-hash.ts';

/** A rule with the window that this digest serves for it. */
export type ServedRule = { readonly rule: SubscriberRule; readonly window: Window };

/** @returns Entries, newest first, by article key within one time. */
export function assemble(
  served: readonly ServedRule[],
  rowsOf: (pattern: string) => readonly MatchRow[],
  sent: ReadonlySet<string>,
): readonly DigestEntry[] {
  const entries = new Map<string, DigestEntry>();
  for (const { rule, window } of served) {
    for (const row of rowsOf(rule.pattern)) {
      if (row.at <= window.from || row.at > window.to || sent.has(sentHash(row.article))) continue;
      const known = entries.get(row.article);
      entries.set(row.article, known ? merge(known, row, rule.text) : entryOf(row, rule.text));
    }
  }
  return [...entries.values()].sort((a, b) => b.at - a.at || (a.article < b.article ? -1 : 1));
}

function entryOf(row: MatchRow, text: string): DigestEntry {
  return {
    article: row.article,
    title: row.title,
    link: row.link,
    source: row.source,
    ...(row.publishedAt !== undefined && { publishedAt: row.publishedAt }),
    at: row.at,
    ...(row.lang !== undefined && { lang: row.lang }),
    snippets: row.snippet.text === '' ? [] : [row.snippet],
    rules: [{ text, fields: row.fields }],
    ...(row.byEdit && { byEdit: true }),
    ...(row.late && { late: true }),
  };
}

/** A second match of one article: its rule, its marks, and the earlier of both times. */
function merge(entry: DigestEntry, row: MatchRow, text: string): DigestEntry {
  const { byEdit, ...rest } = entry;
  return {
    ...rest,
    at: Math.min(entry.at, row.at),
    title: withMarks(entry.title, row.title) ?? entry.title,
    snippets: addSnippet(entry.snippets, row.snippet),
    rules: entry.rules.some((rule) => rule.text === text)
      ? entry.rules
      : [...entry.rules, { text, fields: row.fields }],
    ...(byEdit && row.byEdit && { byEdit: true }),
  };
}

function addSnippet(snippets: readonly MarkedText[], snippet: MarkedText): readonly MarkedText[] {
  if (snippet.text === '') return snippets;
  const merged = snippets.map((known) => withMarks(known, snippet) ?? known);
  return snippets.some((known) => known.text === snippet.text) ? merged : [...snippets, snippet];
}

/** The marks of both, where both mark the same text; overlapping ranges become one. */
function withMarks(a: MarkedText, b: MarkedText): MarkedText | undefined {
  if (a.text !== b.text) return undefined;
  const marks: [number, number][] = [];
  for (const [start, end] of [...a.marks, ...b.marks].sort((x, y) => x[0] - y[0] || x[1] - y[1])) {
    const last = marks.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return { text: a.text, marks };
}

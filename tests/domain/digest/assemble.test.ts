import { describe, expect, it } from 'vitest';
import { assemble } from '../../../functions/domain/digest/assemble.ts';
import { sentHash } from '../../../functions/domain/digest/sent-hash.ts';
import { hash } from '../../../functions/domain/hash.ts';
import type { MatchRow } from '../../../functions/domain/matcher/match-row.ts';
import { aMatch, aRule } from '../../support/rows.ts';

const arctic = aRule();
const sanctions = aRule({ id: 'rule2', canonical: 'sanctions', text: 'Sanctions' });
const window = { from: 0, to: 10_000 };
const served = [arctic, sanctions].map((rule) => ({ rule, window }));
const none: ReadonlySet<string> = new Set();

const rowsOf = (rows: readonly MatchRow[]) => (pattern: string) =>
  rows.filter((row) => row.pattern === pattern);

describe('a digest', () => {
  it('lists an article once, with every rule it matched and the marks of both', () => {
    const rows = [
      aMatch(),
      aMatch({
        pattern: sanctions.pattern,
        snippet: { text: 'They met at the Arctic Council.', marks: [[5, 8]] },
        at: 900,
      }),
    ];
    const [entry, ...rest] = assemble(served, rowsOf(rows), none);
    expect(rest).toEqual([]);
    expect(entry?.rules.map((rule) => rule.text)).toEqual(['arctic', 'Sanctions']);
    expect(entry?.snippets).toEqual([
      {
        text: 'They met at the Arctic Council.',
        marks: [
          [5, 8],
          [16, 22],
        ],
      },
    ]);
    expect(entry?.at).toBe(900);
  });

  it('shows both sentences when two rules matched in different ones', () => {
    const other = { text: 'New sanctions were agreed.', marks: [[4, 13]] as const };
    const rows = [aMatch(), aMatch({ pattern: sanctions.pattern, snippet: other })];
    expect(assemble(served, rowsOf(rows), none)[0]?.snippets.map(({ text }) => text)).toEqual([
      'They met at the Arctic Council.',
      'New sanctions were agreed.',
    ]);
  });

  it('leaves out what lies outside the window: its start is open, its end closed', () => {
    const rows = [0, 1, 10_000, 10_001].map((at) => aMatch({ at, article: hash(String(at)) }));
    expect(assemble(served, rowsOf(rows), none).map(({ at }) => at)).toEqual([10_000, 1]);
  });

  it('leaves out what was sent before, whatever rule it matches now', () => {
    const rows = [aMatch({ pattern: sanctions.pattern })];
    expect(assemble(served, rowsOf(rows), new Set([sentHash(aMatch().article)]))).toEqual([]);
  });

  it('says "by edit" only when every match of the article came by the edit', () => {
    const rows = [aMatch({ byEdit: true }), aMatch({ pattern: sanctions.pattern })];
    expect(assemble(served, rowsOf(rows), none)[0]?.byEdit).toBeUndefined();
    expect(assemble(served, rowsOf([aMatch({ byEdit: true })]), none)[0]?.byEdit).toBe(true);
  });

  it('joins marks that overlap into one', () => {
    const text = 'They met at the Arctic Council.';
    const rows = [
      aMatch({ snippet: { text, marks: [[12, 22]] } }),
      aMatch({ pattern: sanctions.pattern, snippet: { text, marks: [[16, 30]] } }),
    ];
    expect(assemble(served, rowsOf(rows), none)[0]?.snippets[0]?.marks).toEqual([[12, 30]]);
  });
});

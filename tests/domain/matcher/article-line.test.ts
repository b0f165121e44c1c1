import { describe, expect, it } from 'vitest';
import { readArticleLine } from '../../../functions/domain/matcher/article-line.ts';
import { evaluate } from '../../../functions/domain/matcher/evaluate.ts';
import { parseRule } from '../../../functions/domain/rule/parse.ts';

const PROBLEMS: readonly (readonly [line: string, field: string | undefined, message: RegExp])[] = [
  ['{"title"', undefined, /^Line 7 is not JSON \(/],
  ['', undefined, /^Line 7 is not JSON/],
  ['["title"]', undefined, /^Line 7 is not a JSON object but a list\.$/],
  ['null', undefined, /^Line 7 is not a JSON object but null\.$/],
  ['{"title":5}', 'title', /^Line 7: “title” must be a text, not a number\.$/],
  ['{"body":["x"]}', 'body', /must be a text, not a list/],
  ['{"tags":[1]}', 'tags', /must be a list of texts, not a list/],
  ['{"tags":{}}', 'tags', /must be a list of texts, not an object/],
  ['{"id":true}', 'id', /must be a text or number, not a boolean/],
];

describe('readArticleLine', () => {
  it('reads every field of an article', () => {
    const given = {
      ...{
        title: 't',
        summary: 's',
        body: 'b',
        caption: 'c',
        source: 'o',
        url: 'u',
        author: 'a',
        tags: ['x', 'y'],
        lang: 'en',
      },
    };
    expect(readArticleLine(JSON.stringify({ id: 'one', ...given }), 1)).toEqual({
      ...{ kind: 'article', id: 'one', article: { key: 'one', ...given } },
    });
  });

  it('takes missing and null fields as empty, a single tag as a list, and the line’s number for a missing id', () => {
    expect(readArticleLine('{"title":null,"tags":"x","more":1}', 3)).toMatchObject({
      ...{ kind: 'article', id: 3, article: { key: '3', title: '', body: '', tags: ['x'] } },
    });
  });

  it('keeps texts as given, so that ranges of matched words count in them', () => {
    const body = '<p>Ministers of the <em>Arc</em>tic &amp; more</p>';
    const read = readArticleLine(JSON.stringify({ id: 1, body, tags: ['World', 'Arctic ice'] }), 1);
    if (read.kind !== 'article') throw new Error(read.message);
    const words = evaluate(parseRule('arctic tag:ice'), read.article) ?? [];
    expect(
      words.map(({ field, start, end }) => [
        field,
        field === 'body' ? body.slice(start, end) : 'World\nArctic ice'.slice(start, end),
      ]),
    ).toEqual([
      ['body', 'Arc</em>tic'],
      ['tag', 'ice'],
    ]);
  });

  for (const [line, field, message] of PROBLEMS) {
    it(`names what is wrong with ${line || 'an empty line'}`, () => {
      const read = readArticleLine(line, 7);
      expect(read).toMatchObject({ kind: 'problem', line: 7, ...(field && { field }) });
      expect(read.kind === 'problem' ? read.message : '').toMatch(message);
    });
  }
});

import { describe, expect, it } from 'vitest';
import { errorOf, openTerminal } from './terminal.ts';

const type = (args: readonly string[], input?: string) => openTerminal().type(args, input);

describe('rule explain', () => {
  it('prints the canonical form', async () => {
    expect(await type(['rule', 'explain', 'sanctions  Arctic'])).toEqual({
      status: 0,
      out: ['arctic AND sanctions'],
      err: [],
    });
  });

  it('takes a rule that begins with a hyphen after two hyphens', async () => {
    expect((await type(['rule', 'explain', '--', '-sport arctic'])).out).toEqual(['NOT sport AND arctic']);
  });

  it('names pattern and canonical form for scripts', async () => {
    const { out } = await type(['rule', 'explain', 'Arctic', '--json']);
    expect(JSON.parse(out[0] ?? '')).toEqual({
      canonical: 'arctic',
      pattern: expect.stringMatching(/^.{16}$/),
    });
  });

  it('shows where a rule is wrong, and what would do', async () => {
    const { status, out, err } = await type(['rule', 'explain', 'Arctic (']);
    expect({ status, out }).toEqual({ status: 1, out: [] });
    expect(err[0]?.split('\n').slice(1, 3)).toEqual(['  Arctic (', '          ^']);
  });

  it('tells scripts the place in UTF-16 units', async () => {
    const result = await type(['rule', 'explain', '"😀 ice" (', '--json']);
    expect(result.status).toBe(1);
    expect(errorOf(result)).toEqual({
      kind: expect.any(String),
      message: expect.any(String),
      offset: 10,
      expected: expect.any(String),
      suggestion: expect.any(String),
    });
  });
});

describe('rule test', () => {
  const meeting = { id: 'a', title: 'Arctic Council', summary: '<p>The <b>Arctic</b></p>', tags: ['World'] };

  it('prints a line an article, with the words in the fields as given', async () => {
    const input = `${JSON.stringify(meeting)}\n\n${JSON.stringify({ id: 7, title: 'Cup final' })}\n`;
    const { status, out } = await type(['rule', 'test', 'arctic', '--json'], input);
    expect(status).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        id: 'a',
        matched: true,
        words: [
          { field: 'title', start: 0, end: 6 },
          { field: 'summary', start: 10, end: 16 },
        ],
      },
      { id: 7, matched: false, words: [] },
    ]);
  });

  it('reads a last line without an end', async () => {
    expect((await type(['rule', 'test', 'arctic'], JSON.stringify(meeting))).out).toHaveLength(1);
  });

  it('reads nothing from nothing', async () => {
    expect(await type(['rule', 'test', 'arctic'])).toEqual({ status: 0, out: [], err: [] });
  });

  it('stops at a line that is no article, and names it', async () => {
    const result = await type(
      ['rule', 'test', 'arctic', '--json'],
      `${JSON.stringify(meeting)}\n{"title":5}\n`,
    );
    expect(result).toMatchObject({ status: 1, out: [expect.stringContaining('"matched":true')] });
    expect(errorOf(result)).toMatchObject({
      kind: 'invalid-article',
      message: expect.stringContaining('Line 2'),
    });
  });

  it('refuses a rule that cannot be read before it reads any article', async () => {
    expect(await type(['rule', 'test', '('], 'nonsense')).toMatchObject({ status: 1, out: [] });
  });
});

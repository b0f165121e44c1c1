/**
 * Cuts the text of a rule into lexemes. In: the text as typed; out: words, phrases and operators with their place.
 * Linear. What belongs to the language but cannot be matched yet is refused here, never read as words.
 */

import { fault, type Mendable } from './fault.ts';
import { refuseLater } from './later-forms.ts';
import { nearestOf } from './nearest.ts';
import { FIELD_NAMES, type FieldName, LEAD_WORDS, MAX_LEAD_WORDS } from './rule.ts';

export type Lexeme = { readonly offset: number; readonly end: number } & (
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  | { readonly kind: 'field'; readonly field: FieldName; readonly words: number }
  | { readonly kind: 'AND' | 'OR' | 'NOT' | '(' | ')' | '=' | 'end' }
);

const OPENING_QUOTES = /["“”„‟«»＂]/;
const SPACE = /[\s,，、،;；]/;
const DASHES = '-−–—‐‑－';
const OPERATORS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT']);
const SIGNS: Readonly<Record<string, '(' | ')' | 'OR'>> = {
  '(': '(',
  '（': '(',
  ')': ')',
  '）': ')',
  '|': 'OR',
  '｜': 'OR',
};
const FIELD = /([a-z]+)(?:\/(\d+))?:(?!\/\/)/iy;

/** @throws Mendable at the first character that begins nothing. */
export function lex(text: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (let at = 0; ; ) {
    while (at < text.length && SPACE.test(text[at] as string)) at++;
    const lexeme = at < text.length ? lexemeAt(text, at) : end(text);
    lexemes.push(lexeme);
    if (lexeme.kind === 'end') return lexemes;
    at = lexeme.end;
  }
}

function end(text: string): Lexeme {
  return { kind: 'end', offset: text.length, end: text.length };
}

function lexemeAt(text: string, at: number): Lexeme {
  const sign = text[at] as string;
  if (OPENING_QUOTES.test(sign)) return phraseAt(text, at);
  const kind = SIGNS[sign];
  if (kind) return { kind, offset: at, end: at + 1 };
  if (DASHES.includes(sign)) return minusAt(text, at);
  if (sign === '=') return exactAt(text, at);
  refuseLater(text, at, 'operator');
  const field = fieldAt(text, at);
  if (field) return field;
  refuseLater(text, at, 'word');
  return wordAt(text, at);
}

function phraseAt(text: string, at: number): Lexeme {
  let close = at + 1;
  while (close < text.length && !OPENING_QUOTES.test(text[close] as string)) close++;
  const inside = text
    .slice(at + 1, close)
    .trim()
    .replace(/\s+/g, ' ');
  if (close === text.length)
    throw fault('unbalanced-quote', 'This quote is never closed.', at, 'a closing quote "', [
      inside === '' ? text.slice(0, at) : `${text}"`,
    ]);
  refuseLater(text, at, 'phrase');
  return { kind: 'phrase', text: inside, offset: at, end: close + 1 };
}

function minusAt(text: string, at: number): Lexeme {
  const next = text[at + 1] ?? ' ';
  if (!SPACE.test(next) && !DASHES.includes(next)) return { kind: 'NOT', offset: at, end: at + 1 };
  let after = at;
  while (after < text.length && (DASHES.includes(text[after] as string) || SPACE.test(text[after] as string)))
    after++;
  const rest = text.slice(after);
  throw fault(
    'missing-operand',
    'A minus excludes the word that follows it without a space.',
    at,
    'a word, phrase, field or group right after the minus',
    [`${text.slice(0, at)}-${rest}`, text.slice(0, at) + rest],
  );
}

function exactAt(text: string, at: number): Lexeme {
  const next = text[at + 1] ?? ' ';
  if (SPACE.test(next) || next in SIGNS || next === '=' || DASHES.includes(next))
    throw fault(
      'missing-operand',
      'The sign = wants a word or phrase right behind it.',
      at,
      'a word or phrase',
      [text.slice(0, at) + text.slice(at + 1)],
    );
  return { kind: '=', offset: at, end: at + 1 };
}

function fieldAt(text: string, at: number): Lexeme | undefined {
  FIELD.lastIndex = at;
  const found = FIELD.exec(text);
  if (!found) return undefined;
  const after = at + found[0].length;
  const typed = (found[1] as string).toLowerCase();
  const name = typed === 'intitle' ? 'title' : typed;
  if (!isField(name) || (found[2] !== undefined && name !== 'lead'))
    throw unknownField(text, at, after, typed, found[2] === undefined);
  const words = Number(found[2] ?? LEAD_WORDS);
  if (words < 1 || words > MAX_LEAD_WORDS)
    throw fault(
      'field-value',
      `lead: covers 1 to ${MAX_LEAD_WORDS} words.`,
      at,
      `lead/1: to lead/${MAX_LEAD_WORDS}:`,
      [`${text.slice(0, at)}lead:${text.slice(after)}`],
    );
  return { kind: 'field', field: name, words, offset: at, end: after };
}

function isField(name: string): name is FieldName {
  return (FIELD_NAMES as readonly string[]).includes(name);
}

function unknownField(text: string, at: number, after: number, name: string, plain: boolean): Mendable {
  const near = plain ? nearestOf(name, FIELD_NAMES) : name;
  const message = plain ? `There is no field “${name}”.` : `The field “${name}” takes no number.`;
  const [before, behind] = [text.slice(0, at), text.slice(after)];
  return fault('unknown-field', message, at, `one of ${FIELD_NAMES.map((field) => `${field}:`).join(' ')}`, [
    ...(near && isField(near) ? [`${before}${near}:${behind}`] : []),
    `${before}${name} ${behind}`,
    `${before}${behind}`,
  ]);
}

function wordAt(text: string, at: number): Lexeme {
  let after = at;
  while (after < text.length && !endsWord(text, after)) after++;
  const word = text.slice(at, after);
  if (OPERATORS.has(word)) return { kind: word as 'AND' | 'OR' | 'NOT', offset: at, end: after };
  return { kind: 'word', text: word, offset: at, end: after };
}

function endsWord(text: string, at: number): boolean {
  const sign = text[at] as string;
  // 1,000 is one word; so is a Hebrew acronym, written with a quote inside.
  if (sign === ',' || sign === '，') return !(isDigit(text[at - 1]) && isDigit(text[at + 1]));
  if (OPENING_QUOTES.test(sign)) return !(isHebrew(text[at - 1]) && isHebrew(text[at + 1]));
  return SPACE.test(sign) || sign in SIGNS;
}

function isDigit(sign: string | undefined): boolean {
  return sign !== undefined && /\p{Nd}/u.test(sign);
}

function isHebrew(sign: string | undefined): boolean {
  return sign !== undefined && /\p{Script=Hebrew}/u.test(sign);
}

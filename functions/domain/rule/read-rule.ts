/**
 * Reads a rule from its lexemes by precedence: field, then NOT, then AND, then OR. In: the text as typed; out: the tree
 * and where each of its nodes began. Recursion is bounded by the depth of parentheses.
 */
import { addressesIn } from '../text/addresses.ts';
import { fault, type Mendable } from './fault.ts';
import { leafSlots } from './leaf-slots.ts';
import { type Lexeme, lex } from './lex.ts';
import type { FieldName, Leaf, Rule } from './rule.ts';

export type Limits = { readonly terms: number; readonly depth: number };
export type ReadRule = { readonly rule: Rule; readonly offsets: ReadonlyMap<Rule, number> };

/** @throws Mendable at the first fault. */
export function readRule(text: string, limits: Limits): ReadRule {
  const lexemes = lex(text);
  const offsets = new Map<Rule, number>();
  let at = 0;
  let depth = 0;
  let terms = 0;
  let inField: FieldName | undefined;

  const peek = () => lexemes[at] as Lexeme;
  const take = () => lexemes[at++] as Lexeme;
  const place = <R extends Rule>(rule: R, offset: number): R => {
    offsets.set(rule, offset);
    return rule;
  };

  function readOr(): Rule {
    return readList('or', readAnd, () => peek().kind === 'OR' && take().kind === 'OR');
  }

  function readAnd(): Rule {
    return readList('and', readNot, () => {
      if (peek().kind === 'AND') return take().kind === 'AND';
      return peek().kind !== 'OR' && peek().kind !== ')' && peek().kind !== 'end';
    });
  }

  function readList(kind: 'and' | 'or', read: () => Rule, goesOn: () => boolean): Rule {
    const first = peek().offset;
    const of = [read()];
    while (goesOn()) of.push(read());
    return of.length === 1 ? (of[0] as Rule) : place({ kind, of }, first);
  }

  function readNot(): Rule {
    if (peek().kind !== 'NOT') return readOperand();
    const { offset } = take();
    if (peek().kind === 'NOT') throw missing(text, peek(), 'Two negations in a row say nothing new.');
    return place({ kind: 'not', of: readOperand() }, offset);
  }

  function readOperand(): Rule {
    const lexeme = take();
    if (lexeme.kind === 'field') return readField(lexeme);
    if (lexeme.kind === '(') return readGroup(lexeme);
    if (lexeme.kind === '=') return readLeaf(take(), true, lexeme.offset);
    if (lexeme.kind === 'word' || lexeme.kind === 'phrase') return readLeaf(lexeme, false, lexeme.offset);
    throw missing(text, lexeme, undefined, lexemes[at - 2]);
  }

  function readField(lexeme: Lexeme & { kind: 'field' }): Rule {
    const { field, words, offset } = lexeme;
    if (inField !== undefined || peek().kind === 'field')
      throw fault(
        'field-value',
        'A field cannot stand inside another.',
        inField === undefined ? peek().offset : offset,
        'a word, phrase or group',
        [cut(text, lexeme)],
      );
    if (peek().kind === 'NOT')
      throw fault(
        'field-value',
        'A field wants a word, phrase or group: put the minus before it.',
        peek().offset,
        'a word, phrase or group',
        [`${text.slice(0, offset)}-${text.slice(offset, lexeme.end)}${text.slice(peek().end).trimStart()}`],
      );
    inField = field;
    const of = readOperand();
    inField = undefined;
    return place(
      field === 'lead' ? { kind: 'field', field, words, of } : { kind: 'field', field, of },
      offset,
    );
  }

  function readGroup({ offset }: Lexeme): Rule {
    if (++depth > limits.depth)
      throw fault(
        'too-deep',
        `Parentheses can be nested ${limits.depth} deep.`,
        offset,
        'fewer parentheses',
        [text.replace(/[()（）]/g, ' ')],
      );
    const rule = readOr();
    const closing = take();
    if (closing.kind !== ')')
      throw fault(
        'unbalanced-parenthesis',
        'This parenthesis is never closed.',
        offset,
        'a closing parenthesis )',
        [`${text})`],
      );
    depth--;
    return rule;
  }

  function readLeaf(lexeme: Lexeme, exact: boolean, offset: number): Leaf {
    if (lexeme.kind !== 'word' && lexeme.kind !== 'phrase')
      throw missing(text, lexeme, undefined, lexemes[at - 2]);
    if (++terms > limits.terms)
      throw fault(
        'too-many-terms',
        `A rule holds at most ${limits.terms} words and phrases.`,
        offset,
        'the end of the rule',
        [text.slice(0, offset).replace(/(?:[\s(=-]|\b(?:AND|OR|NOT)\b)+$/, '')],
      );
    checkWords(text, { ...lexeme, kind: lexeme.kind }, inField);
    return place({ kind: lexeme.kind, text: lexeme.text, exact }, offset);
  }

  if (peek().kind === 'end') throw fault('empty', 'This rule is empty.', 0, 'a word or a "phrase"');
  const rule = readOr();
  if (peek().kind !== 'end')
    throw fault(
      'unbalanced-parenthesis',
      'This parenthesis was never opened.',
      peek().offset,
      'the end of the rule, or a word',
      [cut(text, peek())],
    );
  return { rule, offsets };
}

/** The text without the lexeme. */
function cut(text: string, { offset, end }: { offset: number; end: number }): string {
  return text.slice(0, offset) + text.slice(end);
}

function missing(text: string, found: Lexeme, message?: string, operator?: Lexeme): Mendable {
  const shown = found.kind === 'end' ? 'the rule ends' : `“${text.slice(found.offset, found.end)}” stands`;
  return fault(
    'missing-operand',
    message ?? `Here ${shown} where a word or phrase is wanted.`,
    found.offset,
    'a word, phrase, field or group',
    [...(operator ? [cut(text, operator)] : []), cut(text, found)],
  );
}

function checkWords(
  text: string,
  lexeme: Lexeme & { kind: Leaf['kind'] },
  field: FieldName | undefined,
): void {
  const spans = field === 'url' || field === 'site' ? [] : addressesIn(lexeme.text);
  if (spans.length > 0) {
    const host = /^(?:https?:\/\/)?(?:www\.)?([\w.-]+\.[a-z]{2,})(?:[/?#:]|$)/i.exec(lexeme.text)?.[1];
    throw fault(
      'no-word',
      'Addresses in the text of articles are not searched.',
      lexeme.offset,
      'site: or url: for the article’s own address',
      [
        ...(host ? [`${text.slice(0, lexeme.offset)}site:${host}${text.slice(lexeme.end)}`] : []),
        cut(text, lexeme),
      ],
    );
  }
  if (leafSlots({ kind: lexeme.kind, text: lexeme.text, exact: false }, field).length > 0) return;
  const and = lexeme.text.startsWith('&')
    ? [`${text.slice(0, lexeme.offset)}AND${text.slice(lexeme.end)}`]
    : [];
  throw fault(
    'no-word',
    `“${lexeme.text}” has no letter or digit to look for.`,
    lexeme.offset,
    'a word or a "phrase"',
    [...and, cut(text, lexeme)],
  );
}

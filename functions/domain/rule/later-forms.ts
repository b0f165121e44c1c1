/**
 * Forms of the rules language that this version cannot match. They are refused by name, with the nearest rule that can
 * be taken, because read as words they would silently mean something else.
 */
import { fault } from './fault.ts';

type LaterForm = {
  /** Sticky: tried where a lexeme begins, or right behind a phrase. */
  readonly form: RegExp;
  readonly name: string;
  /** What may stand in its place until it is matched. */
  readonly instead: (found: RegExpExecArray) => string;
};

const WORD_END = '(?=[\\s()|"“”„«»,]|$)';
const NEAR = {
  name: 'Nearness',
  instead: ([found]: RegExpExecArray) => (found.startsWith('NOT') ? 'AND NOT' : 'AND'),
};

const OPERATORS: readonly LaterForm[] = [
  { ...NEAR, form: new RegExp(`(?:NOT\\s+)?O?NEAR(?:/[^\\s()"]*)?${WORD_END}`, 'y') },
  { ...NEAR, form: new RegExp(`BEFORE${WORD_END}`, 'y') },
  { ...NEAR, form: /AROUND\s{0,9}\([^()]{0,20}\)?/y },
  { name: 'A count', form: new RegExp(`ATLEAST(?:/[^\\s()"]*)?${WORD_END}`, 'y'), instead: () => '' },
  {
    name: 'A choice from a list',
    form: /\d+\s{1,9}OF\s{0,9}\(([^()]*)\)?/y,
    instead: (found) => `(${(found[1] ?? '').replaceAll(',', ' OR ')})`,
  },
  { name: 'A length', form: /words:\s{0,9}[<>]?=?\d*/iy, instead: () => '' },
  {
    name: 'A regular expression',
    form: /\/[^/]*\/?/y,
    instead: ([found]) => `"${found.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}"`,
  },
];

const IN_WORDS: readonly LaterForm[] = [
  {
    name: 'A wildcard',
    form: /(?!\S*:\/\/)[^\s()|"“”„‟«»＂,;]*[*?＊？][^\s()|"“”„‟«»＂,;]*/y,
    instead: ([found]) => found.replaceAll(/[*?＊？]/g, ''),
  },
];

const IN_PHRASES: readonly LaterForm[] = [
  {
    name: 'Nearness',
    form: /(["“”„‟«»＂][^"“”„‟«»＂]*["“”„‟«»＂])~[^\s()]*/y,
    instead: (found) => found[1] ?? '',
  },
  // A question mark at the end of a word is punctuation inside quotes.
  {
    name: 'A gap or wildcard',
    form: /["“”„‟«»＂][^"“”„‟«»＂]*?(?:[*＊]|[?？](?=[\p{L}\p{N}]))[^"“”„‟«»＂]*["“”„‟«»＂]/uy,
    instead: ([found]) => found.replaceAll(/[*?＊？]/g, ''),
  },
];

const FORMS = { operator: OPERATORS, word: IN_WORDS, phrase: IN_PHRASES } as const;

/** @throws Mendable when such a form begins at `at`, where an operator, a word or a phrase could. */
export function refuseLater(text: string, at: number, where: keyof typeof FORMS): void {
  for (const { form, name, instead } of FORMS[where]) {
    form.lastIndex = at;
    const found = form.exec(text);
    if (!found || found[0] === '') continue;
    const end = at + found[0].length;
    const message = `${name} cannot be asked for yet: ${excerptOf(found[0])}`;
    const mend = text.slice(0, at) + instead(found) + text.slice(end);
    throw fault('not-supported', message, at, 'words, "phrases", AND, OR, NOT, ( ) or a field', [mend]);
  }
}

function excerptOf(form: string): string {
  return [...form.slice(0, 80)].slice(0, 40).join('');
}

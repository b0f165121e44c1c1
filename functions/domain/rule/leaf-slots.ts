/**
 * What a word or phrase of a rule looks for, token by token. In: its text; out: slots that must follow one another in
 * an article. The text goes through the same analysis as the article.
 */
import { domainToASCII } from 'node:url';
import { type Token, tokenise } from '../text/tokenise.ts';
import { APOSTROPHES } from '../text/word-signs.ts';
import type { FieldName, Leaf } from './rule.ts';

/** One word, or the parts of a hyphenated one, which may also stand joined. */
export type Slot = {
  /** Folded terms, in this order. */
  readonly parts: readonly string[];
  readonly joined?: string;
  /** As typed, where case and marks count. */
  readonly exact?: { readonly parts: readonly string[]; readonly joined: string };
};

/** Slots of a word or phrase in a field (undefined: in the text of the article); none when it holds no word. */
export function leafSlots({ text, exact }: Leaf, field: FieldName | undefined): readonly Slot[] {
  if (field === 'site') return valueSlot('site', hostOf(text));
  if (field === 'lang') return valueSlot('lang', text.toLowerCase().replaceAll('_', '-'));
  const tokens = tokenise(text, field === 'url' ? 'kept' : 'left-out');
  const joined = new Map(
    tokens.flatMap((token) => (token.form === 'joined' ? [[token.position, token]] : [])),
  );
  // Where a sign makes a name of its own, the rule means the name: `#climate` is not "climate".
  const words = tokens.filter((token) => token.form === 'plain' || token.form === 'signed');
  const slots: Slot[] = [];
  for (let index = 0; index < words.length; ) {
    const word = words[index] as Token;
    const whole = joined.get(word.position);
    const parts = words.slice(index, index + (whole?.span ?? 1));
    slots.push(slotOf(text, parts, whole, exact));
    index += parts.length;
  }
  return slots;
}

/** Hosts and languages are compared whole: articles carry them as one token per suffix and prefix. */
function valueSlot(field: 'site' | 'lang', value: string): readonly Slot[] {
  return /^[\w-]+(?:\.[\w-]+)*$/.test(value) ? [{ parts: [`${field}:${value}`] }] : [];
}

/** The host of what was typed as site: a name, or an address of which only the host counts. */
function hostOf(text: string): string {
  const host = text.replace(/^https?:\/\//i, '').replace(/[/?#:].*$/s, '');
  return domainToASCII(host.replace(/^www\./i, ''));
}

function slotOf(text: string, words: readonly Token[], whole: Token | undefined, exact: boolean): Slot {
  const as = words.map((word) => exactForm(text.slice(word.start, word.end)));
  return {
    parts: words.map((word) => word.term),
    ...(whole && { joined: whole.term }),
    ...(exact && { exact: { parts: as, joined: as.join('') } }),
  };
}

const INVISIBLE_OR_GROUPING = /[\xad\u200b-\u200f\u2060\ufeff]/gu;

/** A word as written, but for what nobody sees: composed, one kind of apostrophe, `U.S.` as `US`. */
export function exactForm(written: string): string {
  if (/^[A-Za-z0-9]*$/.test(written)) return written;
  const visible = written.normalize('NFC').replace(INVISIBLE_OR_GROUPING, '');
  const plain = [...visible].map((letter) => (APOSTROPHES.includes(letter) ? "'" : letter)).join('');
  return /^(?:\p{L}\p{M}*\.)+(?:\p{L}\p{M}*)?$/u.test(plain) ? plain.replaceAll('.', '') : plain;
}

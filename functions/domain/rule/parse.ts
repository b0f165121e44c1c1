/**
 * The parser of the rules language. In: what a person typed; out: its tree, or an error that says where, what was
 * expected, and a rule that would be taken. Time is linear in the text; nothing but RuleSyntaxError is thrown.
 */
import { tokenise } from '../text/tokenise.ts';
import { fault, Mendable } from './fault.ts';
import { readRule } from './read-rule.ts';
import { refuseHopeless } from './refuse-hopeless.ts';
import { MAX_DEPTH, MAX_RULE_CHARACTERS, MAX_TERMS, type Rule } from './rule.ts';
import { RuleSyntaxError } from './syntax-error.ts';

/** A mend may uncover the next fault; so many are mended in turn before the words alone are offered. */
const MAX_MENDS = 8;
const EXAMPLE = 'arctic sanctions';

/** @throws RuleSyntaxError for any text that is not a rule. */
export function parseRule(text: string): Rule {
  const outcome = attempt(text);
  if (!(outcome instanceof Mendable)) return outcome;
  throw new RuleSyntaxError(outcome.fault, mended(outcome) ?? wordsOf(text) ?? EXAMPLE);
}

/**
 * Parses a canonical text, which may be longer and deeper than the rule it was made from: ` AND ` for each space and
 * parentheses around each group; folding lengthens a letter to at most 18 (U+FDFA).
 * @throws RuleSyntaxError for a text that is not canonical.
 */
export function parseCanonical(canonical: string): Rule {
  try {
    return readRule(canonical, { terms: MAX_TERMS, depth: 2 * MAX_DEPTH + 2 }).rule;
  } catch (problem) {
    if (problem instanceof Mendable) throw new RuleSyntaxError(problem.fault, EXAMPLE);
    throw problem;
  }
}

function attempt(text: string): Rule | Mendable {
  try {
    refuseTooLong(text);
    const read = readRule(text, { terms: MAX_TERMS, depth: MAX_DEPTH });
    refuseHopeless(text, read);
    return read.rule;
  } catch (problem) {
    if (problem instanceof Mendable) return problem;
    throw problem;
  }
}

function refuseTooLong(text: string): void {
  if (text.length <= MAX_RULE_CHARACTERS) return;
  const kept = [...text.slice(0, 2 * MAX_RULE_CHARACTERS)].slice(0, MAX_RULE_CHARACTERS).join('');
  if (kept.length === text.length) return;
  throw fault(
    'too-long',
    `A rule holds at most ${MAX_RULE_CHARACTERS.toLocaleString('en')} characters.`,
    kept.length,
    'the end of the rule',
    [kept.replace(/\S*$/, '')],
  );
}

/** The first mend that parses, following each mend's own next fault. */
function mended(first: Mendable): string | undefined {
  for (const start of first.mends) {
    let text = start;
    for (let round = 0; round < MAX_MENDS; round++) {
      const outcome = attempt(text);
      if (!(outcome instanceof Mendable)) return tidy(text);
      const next = outcome.mends[0];
      if (next === undefined || next === text) break;
      text = next;
    }
  }
  return undefined;
}

function tidy(text: string): string {
  const tidied = text.replace(/\s+/g, ' ').trim();
  return attempt(tidied) instanceof Mendable ? text : tidied;
}

/** The first words of the text, as a rule that wants them all. */
function wordsOf(text: string): string | undefined {
  const start = text.slice(0, MAX_RULE_CHARACTERS);
  const words = tokenise(start)
    .filter(({ form }) => form === 'plain')
    .slice(0, 20)
    .map((token) => token.term);
  const rules = words.length === 0 ? [] : [words.join(' '), `"${words.join(' ')}"`];
  return rules.find((rule) => !(attempt(rule) instanceof Mendable));
}

/** The canonical text of a word or phrase: its terms, joined so that they are read as the same terms again. */
import { beginsWord, classAt, UNSPACED } from '../text/character.ts';
import { isTooCommon } from '../text/common-words.ts';
import { fold } from '../text/fold.ts';
import { leafSlots, type Slot } from './leaf-slots.ts';
import type { FieldName, Leaf } from './rule.ts';

export function leafText(leaf: Leaf, field: FieldName | undefined): string {
  const slots = leafSlots(leaf, field);
  if (field === 'site' || field === 'lang') return (slots[0]?.parts[0] ?? '').slice(field.length + 1);
  const texts = slots.map(slotText);
  if (leaf.kind === 'phrase')
    return texts.reduce((all, text) => all + (touches(all, text) ? '' : ' ') + text, '');
  const text = texts.reduce((all, next) => all + (touches(all, next) ? '' : '/') + next, '');
  return inMeantCase(text, slots);
}

function slotText({ parts, exact, joined }: Slot): string {
  return (exact?.parts ?? parts).join(joined === undefined ? '' : '-');
}

/** Characters of unspaced scripts are tokens of their own, beside whatever they stand. */
function touches(before: string, after: string): boolean {
  if (before === '') return true;
  const last = classAt([...before.slice(-2)].at(-1) ?? '', 0);
  const next = classAt(after, 0);
  return beginsWord(last) && beginsWord(next) && (last === UNSPACED || next === UNSPACED);
}

/**
 * A common word alone can only have been meant, in capitals: so it is written, and the canonical text is a rule that
 * can be typed. The operators’ names stay words by their small letters.
 */
function inMeantCase(text: string, slots: readonly Slot[]): string {
  if (!slots.every((slot) => slot.parts.every(isTooCommon))) return text;
  const capitals = text.toUpperCase();
  return /^(?:AND|OR|NOT)$/.test(capitals) || fold(capitals) !== text ? text : capitals;
}

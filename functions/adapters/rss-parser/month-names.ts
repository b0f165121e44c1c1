/** Names of months as feeds write them, in the languages whose publishers do, whatever the standards say. */

/**
 * Beginnings, without diacritics (май is маи): English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Finnish,
 * Polish, Turkish, Greek, Russian, Ukrainian. Left out: what means different months in two of them (`listopad`).
 */
const BEGINNINGS: readonly string[] = [
  'jan gen ene sty oca tam ιαν янв січ',
  'feb fev fevr lut sub hel φεβ фев лют',
  'mar mrz mrt maa μαρ мар бер',
  'apr abr avr kwi nis huh απρ апр кві',
  'may mai maj mag mei tou μαι маи мая тра',
  'jun giu juin cze haz kes ιουν июн чер',
  'jul lug juil lip tem hei ιουλ июл лип',
  'aug ago aou sie agu elo αυγ авг сер',
  'sep set wrz eyl syy σεπ сен вер',
  'oct okt out ott paz eki lok οκτ окт жов',
  'nov kas marr νοε ноя',
  'dec dez dic gru ara jou δεκ дек гру',
];
const MONTHS: ReadonlyMap<string, number> = new Map(
  BEGINNINGS.flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
);

/** 1–12; undefined for what is no month's name. */
export function monthOf(name: string | undefined): number | undefined {
  const plain = (name ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  // `juin` and `juil`, `marr` and `mar` differ in the fourth letter only.
  return MONTHS.get(plain.slice(0, 4)) ?? MONTHS.get(plain.slice(0, 3));
}

/** Words so common that a rule of nothing else would match nearly every article of its language. Folded. */

const LISTS = [
  // English
  'a about after all also an and any are as at be been but by can could did do does for from had has have he her his how i if in into is it its just more most my no not of off on or other our out over she so some such than that the their them then there these they this to up us was we were what when where which who why will with would you your',
  // German, without words that mean something elsewhere (die, war, man)
  'auch auf aus bei das dem den der des durch ein eine einen einer eines er es fur hat ich im ist mit nach nicht noch nur oder sich sie sind uber um und uns von vor wie wir wird zu zum zur',
  // French
  'au aux avec ce ces cette dans de du elle en est et il je la le les leur mais ne nous ou par pas pour que qui sa se ses son sont sur un une vous',
  // Spanish, Italian, Portuguese
  'al como con da dal del della di do dos e el ella em esta gli ha i las lo los mas na nao nel no o os para per pero por que se sin son su sul um uma un una y',
  // Dutch, Swedish, Danish, Norwegian
  'aan av dat det een en er ett for har het ik med naar niet och og om op som te til van vi voor',
  // Russian, Ukrainian
  'а без бы в во вы для до его ее если же за и из или их к как когда мы на не него но о об он она они от по при с со так то только ты у уже что чтобы это я є і й та з',
];

const COMMON = new Set(LISTS.flatMap((list) => list.split(' ')));

/** Of these scripts one character can be a whole word. */
const WORDY_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** A folded term that says nothing alone: a common word or a single letter. */
export function isTooCommon(term: string): boolean {
  return COMMON.has(term) || (/^\p{L}$/u.test(term) && !WORDY_SCRIPTS.test(term));
}

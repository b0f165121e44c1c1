/** Language and direction of a publisher's text, as HTML attributes need them. */

/** Characters that are strongly right-to-left: letters of the scripts that Unicode gives class R or AL. */
const RTL =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]/u;
const LETTER = /\p{L}/u;

/** By the first letter, as `dir=auto` does: what a feed says of its language is often wrong. */
export function directionOf(text: string): 'rtl' | 'ltr' {
  const first = LETTER.exec(text)?.[0];
  return first !== undefined && RTL.test(first) ? 'rtl' : 'ltr';
}

/** Keeps a text's direction from reordering the sentence around it (UAX #9: FSI … PDI); left alone where it cannot. */
export function isolate(text: string): string {
  return RTL.test(text) ? `\u2068${text}\u2069` : text;
}

/** The tag when it has the form of BCP 47, else undefined. */
export function languageTag(lang: string | undefined): string | undefined {
  return lang !== undefined && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(lang) ? lang : undefined;
}

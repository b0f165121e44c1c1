/** Text without the characters that no reader can see and that break XML, mail headers or a page. */

/** Windows-1252 for 0x80–0x9F, which as Unicode are controls that nobody means. Empty = undefined there. */
export const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** All that may have to go, and whole surrogate pairs: found many times faster than told apart. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/;

/**
 * Removes C0 controls (tab, line feed, carriage return stay), DEL, noncharacters U+FFFE and U+FFFF and lone
 * surrogates; C1 controls become what windows-1252 has in their place, since that is where they come from.
 */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/[\u0080-\u009f]/g, (c) => (WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? '').trim());
}

/** One line: cleaned, runs of white space (no-break spaces too) made one space, ends trimmed. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

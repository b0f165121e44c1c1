/**
 * Undoes double encoding: UTF-8 that was once read as windows-1252 and written as UTF-8 again (`FÃ¼nf` for `Fünf`).
 * Done for a whole text or not at all, and only where everything beyond ASCII in it speaks for that.
 */
import { isUtf8 } from 'node:buffer';
import { WINDOWS_1252 } from './clean-text.ts';

/** Character → byte, for 0x80–0xFF; the five that windows-1252 leaves undefined are the controls of Latin-1. */
const BYTES: ReadonlyMap<string, number> = new Map(
  [
    ...Array.from({ length: 0x80 }, (_, index) => [String.fromCharCode(0x80 + index), 0x80 + index] as const),
    ...[...WINDOWS_1252].map((character, index) => [character, 0x80 + index] as const),
  ].filter(([character]) => character !== ' '),
);

const BEYOND_ASCII = /[^\0-\x7f]+/g;
/** How double-encoded text begins: a lead byte and a continuation byte as Latin-1 or windows-1252 show them. */
const SUSPICIOUS = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/;
/** What real text decodes to; the rest of the two-byte range is where `É…` or `Ü“` would land. */
const PLAUSIBLE =
  /^[\u00a0-\u017f\u0218-\u021b\u0370-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u1e00-\u1fff\u2000-\u22ff\u2500-\u27bf\u3000-\uffff]+$/;

export function undoDoubleUtf8(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  let believable = true;
  const repaired = text.replace(BEYOND_ASCII, (run) => {
    const decoded = believable ? decodeRun(run) : undefined;
    if (decoded === undefined) believable = false;
    return decoded ?? run;
  });
  return believable ? repaired : text;
}

function decodeRun(run: string): string | undefined {
  const bytes = Buffer.alloc(run.length);
  for (let index = 0; index < run.length; index++) {
    const byte = BYTES.get(run[index] as string);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  if (!isUtf8(bytes)) return undefined;
  const decoded = bytes.toString('utf8');
  return PLAUSIBLE.test(decoded) ? decoded : undefined;
}

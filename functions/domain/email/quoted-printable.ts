/**
 * Quoted-printable (RFC 2045 §6.7) over bytes: text in, 7-bit lines of at most 76 characters out, CRLF between them.
 * What comes back when it is decoded is the text with its line ends as CRLF.
 */
const MAX_LINE = 76;
const [LF, CR, TAB, SPACE, EQUALS, TILDE] = [0x0a, 0x0d, 0x09, 0x20, 0x3d, 0x7e];
const HEX = Buffer.from('0123456789ABCDEF', 'latin1');

/** @throws Error for NUL and lone surrogates, which no text part may hold. */
export function quotedPrintable(text: string): Buffer {
  if (text.includes('\0')) throw new Error('mail body: NUL');
  if (/\p{Surrogate}/u.test(text)) throw new Error('mail body: lone surrogate');
  const source = Buffer.from(text, 'utf8');
  // The worst case: every byte as =XX, and 3 bytes for each of the breaks that come at least every 73 characters.
  const target = Buffer.allocUnsafe(source.length * 3 + Math.ceil(source.length / 24) * 3 + 3);
  let length = 0;
  let column = 0;
  for (let i = 0; i < source.length; i++) {
    const byte = source[i] as number;
    if (byte === LF || byte === CR) {
      if (byte === CR && source[i + 1] === LF) i++;
      length = target.writeUInt16BE((CR << 8) | LF, length);
      column = 0;
      continue;
    }
    const literal = isLiteral(byte, source[i + 1]);
    if (column + (literal ? 1 : 3) > MAX_LINE - 1) {
      length = target.writeUInt8(EQUALS, length);
      length = target.writeUInt16BE((CR << 8) | LF, length);
      column = 0;
    }
    if (literal) {
      target[length++] = byte;
      column += 1;
    } else {
      target[length++] = EQUALS;
      target[length++] = HEX[byte >> 4] as number;
      target[length++] = HEX[byte & 15] as number;
      column += 3;
    }
  }
  return target.subarray(0, length);
}

/** White space stands for itself except before a line end, where mail systems drop it. */
function isLiteral(byte: number, next: number | undefined): boolean {
  if (byte === SPACE || byte === TAB) return next !== undefined && next !== LF && next !== CR;
  return byte > SPACE && byte <= TILDE && byte !== EQUALS;
}

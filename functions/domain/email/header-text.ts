/**
 * Text in the header of a mail: RFC 2047 encoded words for what is not plain ASCII, and the checks that keep a value
 * from becoming a header of its own.
 */

/** RFC 2047 §2: an encoded word has at most 75 characters, a line that holds one 76. */
const MAX_WORD = 75;
const MAX_LINE = 76;
const WORD_START = '=?UTF-8?B?';
const WORD_END = '?=';

/**
 * Free text as the value of a header, folded where needed.
 * @param name the header it is for: its first line is shorter by it.
 * @throws Error for CR, LF, NUL and lone surrogates.
 */
export function encodeText(name: string, text: string): string {
  refuseBreaks(name, text);
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.includes('=?');
  const fits = name.length + 2 + text.length <= MAX_LINE;
  return text === '' || (isPlain && fits) ? text : encodedWords(name, text);
}

/** A display name (RFC 5322 `phrase`): as it stands when it is atoms and single spaces, else in encoded words. */
export function encodePhrase(name: string, text: string): string {
  refuseBreaks(name, text);
  const isAtoms = /^[A-Za-z0-9!#$%&'*+/^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/^_`{|}~-]+)*$/.test(text);
  return isAtoms && text.length <= MAX_WORD ? text : encodedWords(name, text);
}

/** @throws Error when a value holds a character that could end its header, or is no Unicode text. */
export function refuseBreaks(name: string, value: string): void {
  if (/[\r\n\0]/.test(value)) throw new Error(`mail header ${name}: CR, LF or NUL in its value`);
  if (/\p{Surrogate}/u.test(value)) throw new Error(`mail header ${name}: lone surrogate in its value`);
}

/** Words of whole code points, each on a line of its own. White space between encoded words is not shown. */
function encodedWords(name: string, text: string): string {
  const words: string[] = [];
  let room = wordBytes(MAX_LINE - name.length - ': '.length);
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > room) {
      words.push(chunk);
      chunk = '';
      room = wordBytes(MAX_LINE - ' '.length);
    }
    chunk += character;
  }
  words.push(chunk);
  return words.map((word) => WORD_START + Buffer.from(word).toString('base64') + WORD_END).join('\r\n ');
}

/** UTF-8 bytes that fit a word of at most `length` characters: base64 makes 4 characters of 3 bytes. */
function wordBytes(length: number): number {
  const base64 = Math.min(length, MAX_WORD) - WORD_START.length - WORD_END.length;
  return Math.floor(base64 / 4) * 3;
}

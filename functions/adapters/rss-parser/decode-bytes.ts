/**
 * Bytes → text. In order: byte order mark; UTF-8 if the bytes are UTF-8, whatever a label says; the HTTP charset; the
 * XML declaration; UTF-16 by its zero bytes; else UTF-8 or windows-1252, whichever damages less.
 *
 * iconv-lite, because Node 20's TextDecoder reads windows-1252 and ISO-8859-1 as Latin-1: 0x80–0x9F become controls.
 */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type Decoded = {
  readonly text: string;
  /** A sentence, when a label was wrong or missing and something else had to be taken. */
  readonly repair?: string;
};

/** Labels whose web meaning (WHATWG Encoding §4.2) is a superset that iconv-lite knows by another name. */
const WEB_LABELS: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  l1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'ks_c_5601-1987': 'cp949',
  'x-sjis': 'shift_jis',
  'x-mac-roman': 'macroman',
};

/** @param contentType as received; only its charset is read. */
export function decodeBytes(bytes: Uint8Array, contentType = ''): Decoded {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = byteOrderMark(body);
  if (marked) return { text: iconv.decode(body, marked) };

  const head = body.toString('latin1', 0, 1_024);
  const labels = [httpCharset(contentType), declaredCharset(head)].filter((l) => l !== undefined);
  const wide = sniffUtf16(body);
  if (wide) return { text: iconv.decode(body, wide) };
  // ISO-2022-JP is ASCII with escapes, so valid UTF-8 too: its label is believed first.
  if (labels.includes('iso-2022-jp') && body.includes(0x1b)) return { text: decodeIso2022Jp(body) };
  const label = labels.find((l) => !isUnicode(l) && !isTransfer(l) && iconv.encodingExists(l));
  if (isUtf8(body)) {
    const contradicted = label !== undefined && hasHighBytes(body);
    return {
      text: body.toString('utf8'),
      ...(contradicted && { repair: `It is labelled ${label} but written in UTF-8, and was read so.` }),
    };
  }
  if (label !== undefined) return { text: iconv.decode(body, label) };
  return mostlyUtf8(body)
    ? { text: body.toString('utf8'), repair: 'Some bytes are not the UTF-8 it is said to be in.' }
    : { text: iconv.decode(body, 'windows-1252'), repair: 'Its encoding is not said; read as windows-1252.' };
}

function byteOrderMark(body: Buffer): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** `<` or `{` with a zero byte beside it (XML 1.0 appendix F). */
function sniffUtf16(body: Buffer): string | undefined {
  const isStart = (byte: number | undefined) => byte === 0x3c || byte === 0x7b;
  if (isStart(body[0]) && body[1] === 0) return 'utf-16le';
  if (body[0] === 0 && isStart(body[1])) return 'utf-16be';
  return undefined;
}

function httpCharset(contentType: string): string | undefined {
  return webLabel(/charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1]);
}

/** Of the XML declaration, else of a web page's `<meta>`, so that its title can be quoted. */
function declaredCharset(head: string): string | undefined {
  const declared =
    /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})/i.exec(head) ??
    /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head);
  return webLabel(declared?.[1]);
}

function webLabel(label: string | undefined): string | undefined {
  const lower = label?.toLowerCase();
  return lower === undefined ? undefined : Object.hasOwn(WEB_LABELS, lower) ? WEB_LABELS[lower] : lower;
}

function isUnicode(label: string): boolean {
  return /^(utf|ucs|unicode)/.test(label);
}

/** What iconv-lite knows by name and is no encoding of text. */
function isTransfer(label: string): boolean {
  return /^(?:base64|hex|binary)$/.test(label);
}

function hasHighBytes(body: Buffer): boolean {
  return body.some((byte) => byte >= 0x80);
}

/** iconv-lite has no ISO-2022-JP; the web's TextDecoder reads it rightly on every Node. */
function decodeIso2022Jp(body: Buffer): string {
  return new TextDecoder('iso-2022-jp').decode(body);
}

/** More bytes above 0x7F belong to well-formed UTF-8 sequences than do not. */
function mostlyUtf8(body: Buffer): boolean {
  let high = 0;
  for (const byte of body) if (byte >= 0x80) high++;
  // Each replacement character stands for one to three bad bytes; `<=` counts each as one.
  const broken = body.toString('utf8').split('\ufffd').length - 1;
  return broken * 2 <= high;
}

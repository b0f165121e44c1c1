/**
 * Where web and mail addresses stand in a text: their words are not the article's words. Linear: each address is
 * walked once, and what is looked at to its left is bounded.
 */

/** `[start, end)` in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** RFC 5321 §4.5.3.1.1: octets of a local part; a scheme or host label is shorter. */
const LEFT_MAX = 64;
const URL_END =
  /[\s<>"“”„«»‹›（）「」『』【】《》、。，；！？\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const MAIL_LOCAL = /[\w.+%-]/;
const HOST = /[\w.-]/;

/** Addresses in order, not overlapping: `scheme://…`, `www.…`, `name@host.tld`, `host.tld/path`. */
export function addressesIn(text: string): readonly Span[] {
  if (!/:\/\/|[wW]{3}\.|@|\.[a-z]+\//.test(text)) return [];
  const spans: Span[] = [];
  let done = 0;
  for (const { 0: sign, index } of text.matchAll(/:\/\/|www\.|@|\//gi)) {
    if (index < done) continue;
    const span = spanAt(text, sign, index, done);
    if (!span) continue;
    spans.push(span);
    done = span[1];
  }
  return spans;
}

function spanAt(text: string, sign: string, index: number, done: number): Span | undefined {
  if (sign === '@') return mailAt(text, index, done);
  if (sign === '/') {
    const start = leftEdge(text, index, HOST, done);
    return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(text.slice(start, index))
      ? [start, rightEdge(text, index)]
      : undefined;
  }
  const start = sign === '://' ? leftEdge(text, index, /[a-z]/i, done) : index;
  if (sign === '://' && start === index) return undefined;
  if (sign !== '://' && index > 0 && /[\p{L}\p{N}]/u.test(text[index - 1] ?? '')) return undefined;
  return [start, rightEdge(text, index)];
}

function mailAt(text: string, index: number, done: number): Span | undefined {
  const start = leftEdge(text, index, MAIL_LOCAL, done);
  let end = index + 1;
  while (end < text.length && HOST.test(text[end] ?? '')) end++;
  return start < index && /^[\w-]+\.[\w-]/.test(text.slice(index + 1, end)) ? [start, end] : undefined;
}

function leftEdge(text: string, index: number, allowed: RegExp, done: number): number {
  let start = index;
  while (start > done && index - start < LEFT_MAX && allowed.test(text[start - 1] ?? '')) start--;
  return start;
}

function rightEdge(text: string, index: number): number {
  let end = index;
  while (end < text.length && !URL_END.test(String.fromCodePoint(text.codePointAt(end) ?? 0))) end++;
  return end;
}

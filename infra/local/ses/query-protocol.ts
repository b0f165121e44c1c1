/**
 * SES's query protocol: a form with `Action` and its parameters in, XML out. Lists come as `Name.member.1`,
 * structures as `Name.member.1.Part`.
 */

/** A refusal as SES words it; `status` is 403 for who asks, 400 for what is asked. */
export class SesError extends Error {
  override readonly name = 'SesError';
  readonly code: string;
  readonly status: 400 | 403;

  constructor(code: string, message: string, status: 400 | 403 = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** What an action answers: text, numbers and flags, lists and structures of them. */
export type ResultValue =
  | string
  | number
  | boolean
  | readonly ResultValue[]
  | { readonly [name: string]: ResultValue };

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

/** The values of a list parameter in their order, e.g. `Destinations.member.1`. */
export function listOf(form: URLSearchParams, name: string): readonly string[] {
  return members(form, name, '').map(({ value }) => value);
}

/** The structures of a list parameter in their order, e.g. `Tags.member.1.Name`. */
export function pairsOf(form: URLSearchParams, name: string): readonly (readonly [string, string])[] {
  return members(form, name, '.Name').map(({ path, value }) => [value, form.get(`${path}.Value`) ?? '']);
}

function members(form: URLSearchParams, name: string, part: string) {
  const found: { readonly path: string; readonly value: string }[] = [];
  for (let number = 1; ; number++) {
    const path = `${name}.member.${number}`;
    const value = form.get(path + part);
    if (value === null) return found;
    found.push({ path, value });
  }
}

export function resultXml(action: string, result: ResultValue, requestId: string): string {
  return `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${xml(result)}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
}

export function errorXml({ code, message }: SesError, requestId: string): string {
  const error = { Type: 'Sender', Code: code, Message: message };
  return `<ErrorResponse xmlns="${NAMESPACE}"><Error>${xml(error)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function xml(value: ResultValue): string {
  if (typeof value !== 'object') return escapeXml(String(value));
  if (Array.isArray(value)) return value.map((member) => `<member>${xml(member)}</member>`).join('');
  return Object.entries(value)
    .map(([name, part]) => `<${name}>${xml(part)}</${name}>`)
    .join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capKey, isAddress, parseAddress } from '../../../functions/domain/email/address.ts';
import { maskAddress } from '../../../functions/domain/email/mask-address.ts';

describe('an address', () => {
  it.each([
    ['reader@example.com', 'reader@example.com'],
    ['  Reader.Name+news@Example.COM ', 'Reader.Name+news@example.com'],
    ["o'neil_1@mail.example.co.uk", "o'neil_1@mail.example.co.uk"],
    ['reader@bücher.example', 'reader@xn--bcher-kva.example'],
    ['ｒｅａｄｅｒ＠example.com', 'reader@example.com'],
    ['reader@example。com', 'reader@example.com'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%j is taken as %j', (typed, address) => {
    expect(parseAddress(typed)).toEqual({ kind: 'ok', address });
    expect(isAddress(address)).toBe(true);
  });

  it.each([
    ['', 'Enter your mail address.'],
    ['reader', 'A mail address has an @ in it, as in name@example.com.'],
    ['@example.com', 'Something is missing before the @.'],
    ['reader@', 'Something is missing after the @.'],
    ['läser@example.com', 'plain letters'],
    ['reader@exam\r\nple.com', 'not a domain name'],
    ['reader@exam\tple.com', 'not a domain name'],
    ['a..b@example.com', 'before the @'],
    ['.a@example.com', 'before the @'],
    ['a.@example.com', 'before the @'],
    ['a b@example.com', 'before the @'],
    ['"a b"@example.com', 'before the @'],
    ['"x@gmail.com x"@internal.example', 'before the @'],
    ['a@x.example, b@y.example', 'before the @'],
    ['a%b@example.com', 'before the @'],
    ['host!a@example.com', 'before the @'],
    ['=?utf-8?q?x?=@example.com', 'before the @'],
    [`${'a'.repeat(65)}@example.com`, 'before the @'],
    ['a@b', 'after the @'],
    ['a@-x.com', 'after the @'],
    ['a@x_y.com', 'after the @'],
    ['a@example.c', 'after the @'],
    ['a@example.com.', 'after the @'],
    ['a@127.0.0.1', 'after the @'],
    ['a@127.1', 'after the @'],
    ['a@[127.0.0.1]', 'after the @'],
    ['a@exa mple.com', 'after the @'],
    ['a@example.com\r\nBcc: b@example.com', 'before the @'],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.example`,
      'too long',
    ],
  ])('%j is refused', (typed, message) => {
    const parsed = parseAddress(typed);
    expect(parsed.kind === 'invalid' && parsed.message).toContain(message);
  });

  it('is always plain ASCII without space, quotes, brackets and commas', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string({ unit: 'binary' }),
          fc.string().map((s) => `${s}@example.com`),
        ),
        (typed) => {
          const parsed = parseAddress(typed);
          if (parsed.kind === 'invalid') return;
          expect(parsed.address).toMatch(/^[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+@[a-z0-9.-]+$/);
          expect(parseAddress(parsed.address)).toEqual(parsed);
        },
      ),
    );
  });
});

describe('the cap key', () => {
  it.each([
    ['Reader+a@Example.com', 'reader@example.com'],
    ['r.e.a.d.e.r+x@googlemail.com', 'reader@gmail.com'],
    ['r.e@example.com', 'r.e@example.com'],
  ])('of %s is %s', (address, key) => expect(capKey(address)).toBe(key));
});

it('shows a masked address by its first character and domain', () => {
  expect(maskAddress('reader@example.com')).toBe('r…@example.com');
});

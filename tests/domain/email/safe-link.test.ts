import { describe, expect, it } from 'vitest';
import { safeLink } from '../../../functions/domain/email/safe-link.ts';

describe('a link', () => {
  it.each([
    ['https://www.wire.example/a?b=1#c', 'https://www.wire.example/a?b=1#c', 'wire.example'],
    ['http://user:secret@wire.example/', 'http://wire.example/', 'wire.example'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/', 'bücher.example'],
    ['https://wіre.example/', 'https://xn--wre-jhd.example/', 'xn--wre-jhd.example'],
    ['http://127.0.0.1:8080/demo', 'http://127.0.0.1:8080/demo', '127.0.0.1'],
  ])('%s leads to %s and is called %s', (text, href, host) => {
    expect(safeLink(text)).toEqual({ href, host });
  });

  it.each([
    '',
    'talks',
    '/talks',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example/',
    'mailto:a@b.example',
    `https://a.example/${'x'.repeat(2_000)}`,
  ])('%s leads nowhere', (text) => {
    expect(safeLink(text)).toBeUndefined();
  });
});

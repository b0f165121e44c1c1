import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../functions/adapters/rss-parser/decode-bytes.ts';

const declared = (encoding: string, text: string) =>
  `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;

describe('decodeBytes', () => {
  it.each([
    ['utf-8', 'Привет, 東京'],
    ['windows-1251', 'Привет'],
    ['koi8-r', 'Привет'],
    ['iso-8859-2', 'Łódź'],
    ['iso-8859-1', 'café'],
    ['shift_jis', '東京の桜'],
    ['euc-jp', '東京の桜'],
    ['euc-kr', '서울'],
    ['gb2312', '北京'],
    ['big5', '臺北'],
    ['iso-8859-7', 'Αθήνα'],
    ['windows-1256', 'القاهرة'],
  ])('reads what the XML declaration calls %s', (encoding, text) => {
    const written = declared(encoding, text);
    expect(decodeBytes(iconv.encode(written, encoding)).text).toBe(written);
  });

  it('reads UTF-16 with and without a byte order mark', () => {
    for (const encoding of ['utf-16le', 'utf-16be']) {
      expect(decodeBytes(iconv.encode('<a>東</a>', encoding, { addBOM: true })).text).toBe('<a>東</a>');
      expect(decodeBytes(iconv.encode('<a>東</a>', encoding, { addBOM: false })).text).toBe('<a>東</a>');
    }
  });

  it('reads ISO-8859-1 as windows-1252, as the web does', () => {
    const bytes = Buffer.from([0x93, 0x41, 0x94, 0x80]);
    expect(decodeBytes(bytes, 'text/xml; charset=ISO-8859-1').text).toBe('“A”€');
  });

  it('believes the HTTP charset before the XML declaration', () => {
    const bytes = iconv.encode(declared('iso-8859-1', 'Привет'), 'windows-1251');
    expect(decodeBytes(bytes, 'application/rss+xml; charset="windows-1251"').text).toContain('Привет');
  });

  it('believes valid UTF-8 before any label, and says so', () => {
    const { text, repair } = decodeBytes(Buffer.from('<a>café</a>'), 'text/xml; charset=iso-8859-1');
    expect(text).toBe('<a>café</a>');
    expect(repair).toBe('It is labelled windows-1252 but written in UTF-8, and was read so.');
  });

  it('reads a web page as its meta element says', () => {
    const page = '<html><meta charset="windows-1251"><title>Привет</title>';
    expect(decodeBytes(iconv.encode(page, 'windows-1251')).text).toBe(page);
  });

  it('takes windows-1252 where nothing is said and it is not UTF-8', () => {
    expect(decodeBytes(Buffer.from([0x63, 0x61, 0x66, 0xe9]))).toEqual({
      text: 'café',
      repair: 'Its encoding is not said; read as windows-1252.',
    });
  });

  it('keeps UTF-8 that a few bytes are broken in', () => {
    const bytes = Buffer.concat([Buffer.from('Привет, мир '), Buffer.from([0xff])]);
    expect(decodeBytes(bytes).text).toBe('Привет, мир \ufffd');
  });

  it('reads ISO-2022-JP, which is ASCII with escapes', () => {
    const bytes = Buffer.concat([
      Buffer.from('<a>\x1b$B'),
      Buffer.from([0x45, 0x6c]),
      Buffer.from('\x1b(B</a>'),
    ]);
    expect(decodeBytes(bytes, 'text/xml; charset=iso-2022-jp').text).toBe('<a>東</a>');
  });

  it.each(['x-nonsense', '__proto__', 'constructor', '', 'utf-7', 'base64', 'hex'])(
    'does not stumble over the label %j',
    (label) => {
      expect(decodeBytes(Buffer.from('<a>b</a>'), `text/xml; charset=${label}`).text).toBe('<a>b</a>');
    },
  );

  it.each(['base64', 'hex', 'ucs2', 'binary'])('takes %s for no encoding of text', (label) => {
    expect(decodeBytes(Buffer.from([0x63, 0x61, 0x66, 0xe9]), `text/xml; charset=${label}`).text).toBe(
      'café',
    );
  });
});

import { countedBytes } from '../testing/counted-bytes';
import { contentOf } from './content-of';

const told = async (bytes: Buffer | string) => {
  const found = await contentOf(countedBytes(typeof bytes === 'string' ? Buffer.from(bytes) : bytes));
  return found.kind === 'content' ? found.content : found.reason;
};
const wide = (text: string) => Buffer.from(text, 'utf16le');
const long = 'Zeile;mit;Wörtern\r\n'.repeat(20_000);

describe('A text', () => {
  it.each([
    ['UTF-8', Buffer.from('Größe;日本\r\n')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFGröße\r\n')],
    ['UTF-16 with its mark', wide('\uFEFFName;Ort\r\n')],
    ['UTF-16 the other way round', wide('\uFEFFName;Ort\r\n').swap16()],
    ['UTF-16 without a mark', wide('Name;Ort\r\nA;B\r\n')],
    ['UTF-16 the other way round, without a mark', wide('Name;Ort\r\nA;B\r\n').swap16()],
    ['UTF-16 in Japanese without a mark', wide('会社名;住所\r\n監査,2026\r\n')],
    ['Windows-1252', Buffer.from('M\xfcnchen \x80 5 \x93quoted\x94\r\n', 'latin1')],
    ['Latin-1', Buffer.from('caf\xe9;\xa4\r\n', 'latin1')],
    ['Shift-JIS', Buffer.from('89ef8ed096bc2c8f5a8f8a0d0a835c8356', 'hex')],
    ['ISO-2022-JP', Buffer.from('\x1b$B2q<R\x1b(B;1\r\n', 'latin1')],
    ['a log with colours', Buffer.from('\x1b[32mok\x1b[0m done\x1b[K\n')],
    ['a text of DOS', Buffer.from('done\r\n\x1a')],
    ['many kilobytes', Buffer.from(long)],
    ['many kilobytes of UTF-16', wide(long)],
    ['escapes over the edge of what is read at once', Buffer.from(`${'a'.repeat(65_533)}\x1b[1;31mred`)],
  ])('is honest in %s', async (_what, bytes) => {
    expect(await told(bytes)).toBe('text');
  });

  it.each([
    ['a zero in it', Buffer.from('a\0b, and more')],
    ['zeros far behind its start', Buffer.concat([Buffer.from(long), Buffer.alloc(8)])],
    ['a control character at its end', Buffer.from(`${long}\x07`)],
    ['a command of a terminal', Buffer.from('log\x1b]0;title\x07\n')],
    ['half a pair in its UTF-16', wide('\uFEFFabc\ud800def')],
    ['half a unit at its end', Buffer.concat([wide('\uFEFFabc'), Buffer.from('d')])],
    ['zeros in its UTF-16', wide('\uFEFFabc\0def')],
    ['bytes of a program behind the mark of UTF-16', Buffer.from('fffe4d5a90000300000004000000ffff', 'hex')],
  ])('is none with %s', async (_what, bytes) => {
    expect(await told(bytes)).toBe('unknown');
  });
});

describe('The head of a PDF behind other bytes', () => {
  const binary = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20)]);
  const behind = (preface: string) => told(Buffer.concat([Buffer.from(preface, 'latin1'), binary]));

  it.each([
    '\r\n',
    '\xef\xbb\xbf',
    'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n',
    '\x1b%-12345X@PJL\r\n',
    'a'.repeat(1024),
  ])('makes one after %j', async (preface) => {
    expect(await behind(preface)).toBe('pdf');
  });

  it.each([
    '<html><script>alert(1)</script>',
    '<hta:application>',
    'a <?php ',
    '<!-- ',
    '#!/bin/sh\n',
    'MZ a',
    'a\0',
    'a'.repeat(1025),
  ])('makes none after %j', async (preface) => {
    expect(await behind(preface)).not.toBe('pdf');
  });

  it('makes no PDF of a page that is text from start to end', async () => {
    expect(await told('<html><script>alert(1)</script>%PDF-1.7')).toBe('page');
  });
});

describe('XML', () => {
  const script = '<x:script>alert(1)</x:script>';

  it.each([
    '<?xml version="1.0" encoding="UTF-8"?>\n<NessusClientData_v2><Report name="a > b"/></NessusClientData_v2>',
    '<!DOCTYPE nmaprun>\n<nmaprun/>',
    '<!DOCTYPE issues [\n<!ELEMENT issues (issue*)>\n<!ATTLIST issues burpVersion CDATA "">\n]>\n<issues/>',
    '\uFEFF <a><!-- <html xmlns="http://www.w3.org/1999/xhtml"> --></a>',
    '<a><![CDATA[<html xmlns="http://www.w3.org/1999/xhtml">]]></a>',
    '<a>&lt;svg xmlns="http://www.w3.org/2000/svg"&gt;</a>',
    '<testsuites xmlns:a="urn:a" ><testsuite name=\'b\'/></testsuites>\n',
    `<a>${'<b c="d">e</b>'.repeat(20_000)}</a>`,
    `<a><!-- ${'-'.repeat(200_000)} --></a>`,
    '<アンケート/>',
    '<à à="à"/>',
    '<?xml version="1.0" encoding="utf-16" standalone="yes" ?><a/>',
    '<?xml version="1.1"?><a\n b = "c"\td=\'e > f\' ></a >',
  ])('is data: %.60s', async (text) => {
    expect(await told(text)).toBe('xml');
    expect(await told(wide(text))).toBe('xml');
  });

  it.each([
    '<html><script>alert(1)</script></html>',
    ' <!-- a --> <HTML>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<?xml version="1.0"?><?xml-stylesheet href="a.xsl" type="text/xsl"?><a/>',
    '<?mso-application progid="Word.Document"?><w:wordDocument/>',
    '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
    `<a xmlns:x="http://www.w3.org/1999/xhtml">${script}</a>`,
    `<a><b c='>' xmlns:x = 'http://www.w3.org/1999/xhtml'>${script}</b></a>`,
    `<a><b c="x xmlns='" xmlns:x="http://www.w3.org/1999/xhtml" d="'">${script}</b></a>`,
    `<a><b c='x xmlns="' xmlns:x="http://www.w3.org/1999/xhtml" d='"'>${script}</b></a>`,
    `<a xmlns:x="http://www.w3.org/1999/&#120;html">${script}</a>`,
    '<!DOCTYPE a [<!ENTITY b "http://www.w3.org/1999/xhtml">]><a/>',
    '<!DOCTYPE a SYSTEM "https://elsewhere.example/a.dtd"><a/>',
    '<!DOCTYPE html>',
    `<!DOCTYPE a [<!ATTLIST a xmlns:x CDATA #FIXED "http://www.w3.org/1999/&#120;html">]><a>${script}</a>`,
    '<!DOCTYPE a [<!ATTLIST a b CDATA "]>"><!ENTITY c "d">]><a/>',
    '<!DOCTYPE a [<!ENTITY % b SYSTEM "https://elsewhere.example/a.dtd"> %b;]><a/>',
    '<!DOCTYPE a [<?xml-stylesheet href="a.xsl" type="text/xsl"?>]><a/>',
    `<!DOCTYPE a [${'<!ELEMENT b EMPTY>'.repeat(20_000)}]><a/>`,
    '<?xml version="1.0" encoding="UTF-7"?><a/>',
    '<?xml version="1.0" encoding="cp65000"?><a/>',
    '<?xml version="1.0" encoding="windows-65000"?><a/>',
    '<?xml version="1.0" encoding="cp037"?><a/>',
    `<a>${'<b/>'.repeat(40_000)}<x:b xmlns:x="http://www.w3.org/1999/xhtml"/></a>`,
  ])('is a page that can run or load things: %.60s', async (text) => {
    expect(await told(text)).toBe('page');
    expect(await told(wide(text))).toBe('page');
  });

  it.each([
    '<a',
    '<a b="c>',
    '< a>',
    '<!-- a',
    '<a><![CDATA[ b',
    '<',
    `<a b="${'c'.repeat(2_000_000)}"/>`,
    '<1a/>',
    '<a b="c"d="e"/>',
    '<a b=c/>',
    '<a b/>',
    `<?xml version="1.1"?><a b="c"\u0085xmlns:x="http://www.w3.org/1999/xhtml">${script}</a>`,
    `<a\u00A0xmlns:x="http://www.w3.org/1999/xhtml">${script}</a>`,
    '<?xml version="1>0" encoding="UTF-7"?><a/>',
    '<?xml encoding="UTF-7" version="1.0"?><a/>',
    '\v<a/>',
  ])('is plain text where it is none: %.60s', async (text) => {
    expect(await told(text)).toBe('text');
  });

  // The second half of a letter can be the byte of a bracket: read byte by byte, the section would end with it.
  it.each([
    ['Shift_JIS', '835d'],
    ['GBK', '815d'],
    ['gb2312', '815d'],
    ['GB18030', '815d'],
    ['Big5', 'a45d'],
  ])('is read by the letters of its %s', async (encoding, letter) => {
    const inIt = (text: string) =>
      Buffer.concat([
        Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a><![CDATA[`),
        Buffer.from(letter, 'hex'),
        Buffer.from(text, 'latin1'),
      ]);
    const page = `]> <!-- ]]><b xmlns:x="http://www.w3.org/1999/xhtml">${script}</b><!-- --></a>`;
    expect(await told(inIt(page))).toBe('page');
    expect(await told(inIt(']]></a>'))).toBe('xml');
    expect(await told(inIt(`${'b'.repeat(70_000)}]]></a>`))).toBe('xml');
    expect(await told(Buffer.concat([Buffer.from('\uFEFF'), inIt(']]></a>')]))).toBe('text');
    expect(await told(inIt('\x81 ]]></a>'))).toBe('text');
  });

  it('is none with letters of somebody’s own, which browsers count in another way', async () => {
    const start = Buffer.from('<?xml version="1.0" encoding="Big5"?><a><![CDATA[');
    const page = `\x81]]><b xmlns:x="http://www.w3.org/1999/xhtml">${script}</b><![CDATA[]]></a>`;
    expect(await told(Buffer.concat([start, Buffer.from(page, 'latin1')]))).toBe('text');
  });
});

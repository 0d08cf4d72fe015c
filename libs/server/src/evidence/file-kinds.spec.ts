import { contentOf } from './file-content';
import { judgeFile } from './file-kinds';
import { cleanFileName } from './file-name';

const hex = (digits: string) => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.alloc(64)]);
const text = Buffer.from('A;B\r\nMünchen;2\r\n');
const pdf = Buffer.from('%PDF-1.7\n');
const prefaced = Buffer.concat([Buffer.alloc(1024, '\n'), pdf]);
const ole = hex('d0cf11e0a1b11ae1');
const png = hex('89504e470d0a1a0a');
const jpeg = hex('ffd8ffe0');
const tiff = hex('49492a00');
const webp = Buffer.from('RIFF\x01\0\0\0WEBPVP8 ', 'latin1');
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');
const signed = hex('308006092a864886f70d010702');
const program = hex('4d5a900003');
const utf16 = Buffer.from('\uFEFFName;Ort\r\n', 'utf16le');
const windows1252 = Buffer.from('M\xfcnchen \x80 5\r\n', 'latin1');
const script = Buffer.from('<html><script>alert(1)</script></html>');
const odf = (kind: string) =>
  Buffer.from(`PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.${kind}`, 'latin1');

function zip(...names: string[]): Buffer {
  const entries = names.map((name) => {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50);
    head.writeUInt16LE(name.length, 28);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  return Buffer.concat([hex('504b0304'), ...entries]);
}

const office = (...names: string[]) => zip('[Content_Types].xml', ...names);
const docx = office('word/document.xml');
const docm = office('word/document.xml', 'word/vbaProject.bin');
const xlsx = office('xl/workbook.xml');
const xlsm = office('xl/workbook.xml', 'xl/vbaProject.bin');
const pptx = office('ppt/presentation.xml');
const pptm = office('ppt/presentation.xml', 'ppt/vbaProject.bin');

const judged = (name: string, bytes: Buffer) =>
  judgeFile(cleanFileName(name), contentOf({ start: bytes, end: bytes }));

const honest: readonly (readonly [string, Buffer])[] = [
  ['a.pdf', pdf], ['A.PDF', pdf], ['late.pdf', prefaced], ['v1.2.pdf', pdf], ['a.docx', docx], ['a.xlsx', xlsx],
  ['a.pptx', pptx], ['a.docm', docm], ['a.xlsm', xlsm], ['a.pptm', pptm], ['a.odt', odf('text')],
  ['a.ods', odf('spreadsheet')], ['a.odp', odf('presentation')], ['a.png', png], ['a.jpg', jpeg], ['a.jpeg', jpeg],
  ['a.doc', ole], ['a.xls', ole], ['a.ppt', ole], ['a.msg', ole], ['a.heic', heic], ['a.webp', webp], ['a.tif', tiff],
  ['a.tiff', tiff], ['a.p7m', signed], ['a.p7s', signed], ['a.zip', zip('a.txt')], ['a.txt', text], ['a.csv', utf16],
  ['b.csv', windows1252], ['a.tsv', text], ['a.md', text], ['a.json', text], ['a.log', text], ['a.eml', text],
  ['report.hta.txt', script], ['quoted.txt', Buffer.from('Look for %PDF- in it')], ['mz.csv', Buffer.from('MZ;1\n')],
]; // prettier-ignore

const activeNames = (
  'a.pdf.hta a.bat a.cmd a.ps1 a.js a.mjs a.vbs a.sh a.html a.htm a.svg a.url a.lnk a.jar a.exe a.scr a.iso a.wsf a.com ' +
  'a.py a.xml a.reg a.unheard'
).split(' ');

const hostile: readonly (readonly [string, Buffer])[] = [
  ...activeNames.flatMap((name) => [[name, text] as const, [name, pdf] as const]),
  ['a.docx', pdf], ['a.pdf', docx], ['a.pdf', program], ['a.txt', program], ['a.docx', docm], ['a.xlsx', zip('a')],
  ['a.png', text], ['a.xls', text], ['a.msg', pdf], ['a.zip', program], ['noextension', pdf], ['a\u202Efdp.exe', pdf],
  ['a.pdf\u200B.js', text], ['a.hta. .', text],
]; // prettier-ignore

describe('The table of files', () => {
  it.each(honest)('takes %s', (name, bytes) => {
    expect(judged(name, bytes)).toMatchObject({ kind: 'fits' });
  });

  it.each(hostile)('refuses %s', (name, bytes) => {
    expect(judged(name, bytes)).toMatchObject({ kind: 'refused', why: expect.stringMatching(/\.$/) });
  });
});

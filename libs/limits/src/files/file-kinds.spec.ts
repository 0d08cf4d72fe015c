import { inWords } from '@countersign/platform';
import { oleOf, zipOf } from '@countersign/testing';
import { contentOf } from './content/content-of';
import { judgeFile } from './file-kinds';
import { countedBytes } from './testing/counted-bytes';
import { cleanFileName } from './content/file-name';

const hex = (digits: string) => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.alloc(64)]);
const text = Buffer.from('A;B\r\nMünchen;2\r\n');
const pdf = Buffer.from('%PDF-1.7\n');
const prefaced = Buffer.concat([Buffer.alloc(1024, '\n'), pdf]);
const doc = oleOf(['\x05SummaryInformation', 'WordDocument', '1Table']);
const xls = oleOf(['Workbook']);
const ppt = oleOf(['Current User', 'PowerPoint Document']);
const msg = oleOf(['__nameid_version1.0', '__substg1.0_0037001F', '__properties_version1.0']);
const locked = oleOf(['\x06DataSpaces', 'EncryptionInfo', 'EncryptedPackage']);
const png = hex('89504e470d0a1a0a');
const jpeg = hex('ffd8ffe0');
const gif = hex('474946383961');
const tiff = hex('49492a00');
const webp = Buffer.from('RIFF\x01\0\0\0WEBPVP8 ', 'latin1');
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');
const signed = hex('308006092a864886f70d010702');
const program = hex('4d5a900003');
const script = Buffer.from('<html><script>alert(1)</script></html>');
const xml = Buffer.from('<?xml version="1.0"?><NessusClientData_v2/>');
const odf = (kind: string, ...names: string[]) =>
  zipOf([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}` },
    'content.xml',
    ...names,
  ]);
const office = (...names: string[]) => zipOf(['[Content_Types].xml', ...names]);
const docx = office('word/document.xml');
const docm = office('word/document.xml', 'word/vbaProject.bin');
const xlsx = office('xl/workbook.xml');
const xlsm = office('xl/workbook.xml', 'xl/vbaProject.bin');
const pptx = office('ppt/presentation.xml');
const pptm = office('ppt/presentation.xml', 'ppt/vbaProject.bin');

const judged = async (name: string, bytes: Buffer) =>
  judgeFile(cleanFileName(name), await contentOf(countedBytes(bytes)));

const honest: readonly (readonly [string, Buffer])[] = [
  ['a.pdf', pdf], ['A.PDF', pdf], ['late.pdf', prefaced], ['v1.2.pdf', pdf], ['a.docx', docx], ['a.xlsx', xlsx],
  ['a.pptx', pptx], ['a.odt', odf('text')], ['a.ods', odf('spreadsheet')], ['a.odp', odf('presentation')],
  ['a.png', png], ['a.jpg', jpeg], ['a.jpeg', jpeg], ['a.gif', gif], ['a.heic', heic], ['a.webp', webp],
  ['a.tif', tiff], ['a.tiff', tiff], ['a.txt', text], ['a.csv', text], ['a.tsv', text], ['a.md', text],
  ['a.json', text], ['a.sarif', text], ['a.yaml', text], ['a.yml', text], ['a.log', text], ['a.txt', xml],
  ['report.hta.txt', script], ['quoted.txt', Buffer.from('Look for %PDF- in it')], ['mz.csv', Buffer.from('MZ;1\n')],
]; // prettier-ignore

const unopened: readonly (readonly [string, string, Buffer])[] = [
  ['macros', 'a.docm', docm], ['macros', 'a.xlsm', xlsm], ['macros', 'a.pptm', pptm], ['macros', 'plain.docm', docx],
  ['macros', 'a.odt', odf('text', 'Basic/script-lc.xml')], ['macros', 'a.ods', odf('spreadsheet', 'Scripts/python/a.txt')],
  ['macros', 'a.doc', doc], ['macros', 'a.xls', xls], ['macros', 'older.xls', oleOf(['Book'])], ['macros', 'a.ppt', ppt],
  ['mail', 'a.msg', msg], ['mail', 'a.eml', text], ['signed', 'a.p7m', signed], ['signed', 'a.p7s', signed],
  ['password', 'a.docx', locked], ['password', 'a.xlsx', locked], ['password', 'a.pptx', locked],
  ['password', 'a.docm', locked], ['archive', 'a.zip', zipOf(['a.txt'])], ['archive', 'b.zip', docx],
  ['markup', 'a.xml', xml], ['markup', 'a.nessus', xml],
]; // prettier-ignore

const activeNames = (
  'a.pdf.hta a.bat a.cmd a.ps1 a.js a.mjs a.vbs a.sh a.html a.htm a.svg a.url a.lnk a.jar a.exe a.scr a.iso a.wsf a.com ' +
  'a.py a.xsl a.reg a.unheard a.pdf.exe a.msi a.settingcontent-ms'
).split(' ');

const hostile: readonly (readonly [string, Buffer])[] = [
  ...activeNames.flatMap((name) => [[name, text] as const, [name, pdf] as const]),
  ['a.docx', pdf], ['a.pdf', docx], ['a.pdf', program], ['a.txt', program], ['a.docx', docm], ['a.xlsx', zipOf(['a'])],
  ['a.png', text], ['a.xls', text], ['a.msg', pdf], ['a.zip', program], ['noextension', pdf], ['a\u202Efdp.exe', pdf],
  ['a.pdf\u200B.js', text], ['a.hta. .', text], ['a.doc', xls], ['a.xls', doc], ['a.doc', locked], ['a.msg', doc],
  ['a.doc', docx], ['a.docx', doc], ['a.xml', text], ['a.xml', script], ['a.pdf', locked], ['a.odt', docx],
  ['a.pdf\u2024exe', pdf], ['a.pdf\uFF0Ehta', pdf], ['a.exe:b.hta', pdf], ['a.png', gif],
]; // prettier-ignore

describe('The table of files', () => {
  it.each(honest)('takes %s', async (name, bytes) => {
    expect(await judged(name, bytes)).toMatchObject({ kind: 'fits', unopened: null });
  });

  it.each(unopened)('takes what it never opens for its %s: %s', async (reason, name, bytes) => {
    expect(await judged(name, bytes)).toMatchObject({ kind: 'fits', unopened: reason });
  });

  it.each(hostile)('refuses %s', async (name, bytes) => {
    const refused = await judged(name, bytes);
    expect(refused).toMatchObject({ kind: 'refused' });
    // names the file, and ends with what to do instead
    expect(refused.kind === 'refused' && inWords(refused.why)).toMatch(
      /(?:Attach|Add|Save|Give|Open|Pack|Name) [^.]+.*\.$/,
    );
  });
});

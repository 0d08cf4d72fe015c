import { say, inWords } from '@countersign/platform';
import { unicodePath, zipOf } from '@countersign/testing';
import { countedBytes } from '../testing/counted-bytes';
import { contentOf, type Told } from './content-of';

const told = async (bytes: Buffer) => worded(await contentOf(countedBytes(bytes)));
const worded = (found: Told) =>
  found.kind === 'content'
    ? found
    : { kind: 'unfit', why: inWords(say(`unfit.${found.reason}`, { ...found.parameters, name: 'a.zip' })) };
const is = (content: string) => ({ kind: 'content', content });
const unfit = (...words: string[]) => ({ kind: 'unfit', why: expect.stringMatching(words.join('.*')) });

const workbook = ['[Content_Types].xml', 'xl/workbook.xml'];
const pictures = (count: number) =>
  Array.from({ length: count }, (_, index) => `xl/media/picture-${index}.png`);

describe('A ZIP', () => {
  it.each([
    ['with a list of half a megabyte', zipOf([...workbook, ...pictures(6000)])],
    ['whose list says its place in 64 bits', zipOf(workbook, { zip64: true })],
    ['written in one go', zipOf(workbook.map((name) => ({ name, content: 'x', sizesFollow: true })))],
    ['with a comment of 60,000 letters', zipOf(workbook, { comment: 'a'.repeat(60_000) })],
  ])('is judged by its whole list: %s', async (_what, bytes) => {
    expect(await told(bytes)).toEqual(is('xlsx'));
  });

  it('is a workbook with macros, wherever in a long list they stand', async () => {
    expect(await told(zipOf(['xl/vbaProject.bin', ...workbook, ...pictures(6000)]))).toEqual(is('xlsm'));
    expect(await told(zipOf([...workbook, 'xl/macrosheets/sheet1.xml']))).toEqual(is('xlsm'));
  });

  it('is taken with ten thousand files and refused with one more, unread', async () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `${index}.txt`);
    expect(await told(zipOf(names(10_000)))).toEqual(is('zip'));
    const longer = countedBytes(zipOf(names(10_001)));
    expect(worded(await contentOf(longer))).toEqual(
      unfit('lists more than 10,000 files', 'Split it', 'attach'),
    );
    expect(longer.counted.bytes).toBeLessThan(100_000);
  });

  it('is refused with names beyond four megabytes', async () => {
    const names = Array.from({ length: 90 }, (_, index) => `${index}${'a'.repeat(60_000)}`);
    expect(await told(zipOf(names))).toEqual(unfit('names too long', 'Split it'));
    expect(await told(zipOf(['a'.repeat(4097)]))).toEqual(unfit('names too long', 'Split it'));
    expect(await told(zipOf(['a'.repeat(4096)]))).toEqual(is('zip'));
  });

  it('is never unpacked, whatever it says it unfolds to', async () => {
    const bomb = countedBytes(
      zipOf([{ name: 'a.txt', content: '\0'.repeat(500_000), unpackedSize: 4_000_000_000 }]),
    );
    expect(await contentOf(bomb)).toEqual(is('zip'));
    expect(bomb.counted.bytes).toBeLessThan(300_000);
  });
});

describe('What stands in an archive', () => {
  it.each([
    'install.exe', 'a/b/invoice.pdf.js', 'x.lnk', 'page.html', 'drawing.svg', 'a\\b\\run.BAT', 'run.exe.', 'run.exe ',
    'run.ex\u200Be', 'run\u2024exe', 'run.exe:data.txt', 'run.exe::$DATA', 'fdp.\u202Etxt.hta', 'A.class', 'Tool.app/Contents/tool',
    'console.msc', 'start.jnlp', 'run.pyw', 'run.pyz', 'run.ws', 'part.wsc', 'run.vb', 'module.psd1', 'view.ps1xml',
    'far.rdp', 'query.iqy', 'sheet.slk', 'run.ksh', 'run.csh', 'run.scpt', 'run.terminal', 'run.workflow', 'setup.msu', 'setup.appx',
    'setup.msixbundle', 'setup.pkg', 'part.ocx', 'base.accde', 'base.mde', 'base.ade', 'run.shs', 'site.website', 'a.ex\u2065e',
  ])('can be %j, and then it is refused and named', async (name) => {
    const bytes = zipOf(['report.pdf', { name, flags: 0x0800 }]);
    expect(await told(bytes)).toEqual(unfit('holds “[^”]+”, which can run', 'Leave it out', 'attach a PDF'));
  }); // prettier-ignore

  it('is also looked for at the end of the longest list', async () => {
    const names = Array.from({ length: 9999 }, (_, index) => `${index}.txt`);
    expect(await told(zipOf([...names, 'last.exe']))).toEqual(unfit('“last.exe”'));
  });

  it('is known by its second name, too', async () => {
    const extra = Buffer.concat([unicodePath('harmless.txt'), unicodePath('run.exe')]);
    expect(await told(zipOf([{ name: 'run.txt', extra }]))).toEqual(unfit('“run.exe”'));
  });

  it.each([
    '../../autostart.txt',
    '..\\autostart.txt',
    '/etc/cron.d/a.txt',
    '\\a.txt',
    'C:\\Users\\a.txt',
    'c:/a.txt',
  ])('stays in its folder (%s)', async (name) => {
    expect(await told(zipOf([name]))).toEqual(unfit('leads out of its folder'));
  });

  it('can be pages of a report or documents', async () => {
    const names = [
      'report.pdf',
      'a/scan.xml',
      'example.com/',
      'example.com/list.csv',
      'old.doc',
      'more.zip',
      'README',
    ];
    expect(await told(zipOf(names))).toEqual(is('zip'));
  });

  it('is no program either where the archive is a document', async () => {
    const names = ['[Content_Types].xml', 'word/document.xml', 'word/media/drawing.svg', 'word/chunk.htm'];
    expect(await told(zipOf(names))).toEqual(is('docx'));
    expect(await told(zipOf([...names, 'run.exe']))).toEqual(unfit('“run.exe”'));
    const mimetype = { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' };
    expect(await told(zipOf([mimetype, 'content.xml', 'run.js']))).toEqual(unfit('“run.js”'));
  });
});

describe('The two lists of an archive', () => {
  const hidden = zipOf(['hidden.exe']).subarray(0, 40);

  it.each([
    ['call a file differently', zipOf([{ name: 'a.txt', nameInPlace: 'a.exe' }])],
    ['leave a file out at its end', zipOf(['a.txt'], { between: hidden })],
    ['leave a file out at its start', zipOf(['a.txt'], { before: hidden })],
    ['count from elsewhere', zipOf(['a.txt'], { before: hidden, unadjusted: true })],
  ])('agree, or the archive is refused: %s', async (_what, bytes) => {
    expect(await told(bytes)).toEqual(unfit('Pack it again, or attach the documents themselves'));
  });

  it('name two files alike in no archive that is taken', async () => {
    expect(await told(zipOf(['a.txt', 'a.txt']))).toEqual(unfit('two files of one name'));
  });

  it('do not lie on each other', async () => {
    const bytes = zipOf([{ name: 'a.txt', content: 'abc' }, 'b.txt']);
    // the second entry is said to lie where the first does
    bytes.writeUInt32LE(0, bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 42);
    expect(await told(bytes)).toEqual(unfit('Pack it again'));
  });

  it.each([
    ['bytes behind it', Buffer.concat([zipOf(['a.txt']), Buffer.from('more')])],
    ['its end cut off', zipOf(['a.txt']).subarray(0, -1)],
    ['another archive in its comment', zipOf(['a.txt'], { comment: zipOf(['b.exe']).toString('latin1') })],
    ['no file in it', zipOf([])],
    ['hidden names', zipOf([{ name: 'a.txt', flags: 0x2000 }])],
  ])('are refused with %s', async (_what, bytes) => {
    expect(await told(bytes)).toMatchObject({ kind: 'unfit' });
  });

  it('are refused where the record in 64 bits is cut short', async () => {
    const whole = zipOf(['a.txt'], { zip64: true });
    const record = whole.lastIndexOf('PK\x06\x06', undefined, 'latin1');
    const short = Buffer.concat([whole.subarray(0, record + 12), whole.subarray(record + 56)]);
    short.writeBigUInt64LE(0n, record + 4);
    expect(await told(short)).toEqual(unfit('Pack it again'));
  });

  it('are judged or refused at each byte that is changed, and never fail', async () => {
    const whole = zipOf([...workbook, 'a.exe'], { zip64: true });
    for (let at = 4; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
      expect(await told(changed)).toHaveProperty('kind');
    }
  });
});

describe('An archive behind something else', () => {
  const jar = zipOf(['META-INF/MANIFEST.MF', 'A.class']);
  const fronts: readonly (readonly [string, Buffer])[] = [
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF\n')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['a text', Buffer.from('Name;Ort\r\n')],
    ['signed data', Buffer.from('308006092a864886f70d010702', 'hex')],
  ];

  it.each(fronts)('is refused: %s', async (_what, front) => {
    expect(await told(Buffer.concat([front, jar]))).toEqual(unfit('carries an archive', 'Save it again'));
    expect(await told(zipOf(['a.txt'], { before: front }))).toEqual(unfit('carries an archive'));
    expect(await told(zipOf(['a.txt'], { before: front, zip64: true }))).toEqual(unfit('carries an archive'));
  });

  it('is part of a PDF where the PDF goes on behind it', async () => {
    expect(await told(Buffer.concat([Buffer.from('%PDF-1.7\n'), jar, Buffer.from('\n%%EOF\n')]))).toEqual(
      is('pdf'),
    );
  });
});

import { cleanFileName } from './file-name';

describe('The name of a file', () => {
  it.each([
    ['a direction turned round', 'a\u202Ecod\u200F.pdf', 'acod.pdf'],
    ['letters that show nothing', 'a\u200B\u2060\uFEFF\u00AD\u3164.pdf', 'a.pdf'],
    ['more that shows nothing', 'a\u17B4\u17B5\u2065\uFFF0\u{1D159}\u{E0FFF}.pdf', 'a.pdf'],
    ['a folder', 'C:\\reports\\a.pdf', 'a.pdf'],
    ['a stream of Windows', 'evil.exe:a.pdf', 'evil.exe_a.pdf'],
    ['dots and spaces at its end', 'a.pdf. . ', 'a.pdf'],
    ['dots of another kind at its end', 'a.pdf\uFF0E\u2024', 'a.pdf'],
    ['full-width dots', 'a\uFF0Epdf', 'a.pdf'],
    ['a leader of one dot', 'a.pdf\u2024exe', 'a.pdf.exe'],
    ['spaces that push its ending away', `a.pdf${' \u2003\u00A0\u2800'.repeat(40)}.txt`, 'a.pdf.txt'],
    ['spaces of another width', '報告\u3000書.pdf', '報告 書.pdf'],
    ['a device of Windows', 'NUL.pdf', '_NUL.pdf'],
    ['a device and a space', 'con .pdf', '_con.pdf'],
    ['a device of the console', 'CONIN$.pdf', '_CONIN$.pdf'],
    ['a port', 'com0.txt', '_com0.txt'],
    ['letters in pieces', 'Pru\u0308fung.pdf', 'Pr\u00FCfung.pdf'],
    ['letters in pieces, kept apart', 'Pru\u200B\u0308fung.pdf', 'Pr\u00FCfung.pdf'],
    ['marks over each other', `a${'\u0335'.repeat(40)}.pdf`, `a${'\u0335'.repeat(4)}.pdf`],
    ['nothing of all that', 'Отчёт – «итог» (2026)*.pdf', 'Отчёт – «итог» (2026)*.pdf'],
    ['another direction by its script', 'דוח שנתי.pdf', 'דוח שנתי.pdf'],
  ])('with %s', (_what, name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
    expect(cleanFileName(clean)).toBe(clean);
  });

  it.each(['', '/', '...', '\u202E\u200B', '\u0301\u0301', `${'a'.repeat(197)}.pdf`])(
    'is asked for again where it cannot be read or kept: %.20j',
    (name) => {
      expect(() => cleanFileName(name)).toThrow(/^name: .*Give .*\.$/);
    },
  );

  it('is cleaned at once, however long it was made', () => {
    expect(() => cleanFileName('. '.repeat(500_000) + 'a')).toThrow();
    expect(() => cleanFileName(`${'.'.repeat(500_000)}a${'\u0301'.repeat(500_000)}`)).toThrow();
  });
});

import { trimmedText } from './trimmed';

describe('A text that somebody gives', () => {
  it.each([
    '',
    ' \n\t',
    '\u200B',
    '\u2060\uFEFF\u00AD',
    '\u202E\u202C',
    '\u3164 \u115F',
    '\u2800',
    '\u{E0041}',
    '\0',
  ])('is empty where nobody can see it: %j', (text) => {
    expect(trimmedText(text)).toBe('');
  });

  it.each([
    [' Signed on Monday \n', 'Signed on Monday'],
    ['\u200Bx', '\u200Bx'],
    ['❤\uFE0F', '❤\uFE0F'],
    ['.', '.'],
  ])('keeps what can be seen, without the spaces around it: %j', (text, kept) => {
    expect(trimmedText(text)).toBe(kept);
  });
});

import { readNumber } from './number-input';

describe('A number as typed', () => {
  it.each([
    ['95', 95],
    [' 95 ', 95],
    ['1,200', 1200],
    ['2.5', 2.5],
    ['0', 0],
    ['', null],
    ['  ', null],
  ])('reads %j as %j', (text, number) => expect(readNumber(text)).toBe(number));

  it.each(['95 %', 'about 90', '1,00', '1e3', '0x10'])('leaves %j for the rules to refuse', (text) =>
    expect(readNumber(text)).toBe(text),
  );
});

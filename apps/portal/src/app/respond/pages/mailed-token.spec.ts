import { mailedToken } from './mailed-token';

const TOKEN = 'Ab3-_'.repeat(9).slice(0, 43);

describe('The key in a mailed link', () => {
  it.each([
    ['as it was mailed', `t=${TOKEN}`],
    ['with what a campaign tool added', `t=${TOKEN}&utm_source=mail`],
    ['with the full stop behind it', `t=${TOKEN}.`],
    ['with the bracket around it', `t=${TOKEN}>`],
    ['with its sign encoded', `t%3D${TOKEN}`],
    ['with its fragment encoded twice', `%2523t%253D${TOKEN}`],
    ['after a hash of its own', `#t=${TOKEN}`],
    ['wrapped by a line break', `t=${TOKEN.slice(0, 20)}%0D%0A${TOKEN.slice(20)}`],
    ['wrapped by a space', `t=${TOKEN.slice(0, 20)}%20${TOKEN.slice(20)}`],
    ['in quoted-printable', `t=3D${TOKEN}`],
    ['with a soft line break', `t=${TOKEN.slice(0, 20)}=\r\n${TOKEN.slice(20)}`],
  ])('is found %s', (_how, fragment) => {
    expect(mailedToken(fragment)).toEqual({ kind: 'whole', token: TOKEN });
  });

  it.each([
    ['without its end', `t=${TOKEN.slice(0, 30)}`],
    ['without anything', 't='],
    ['run into a word', `t=${TOKEN}Thanks`],
    ['with half an encoded sign', `t=${TOKEN.slice(0, 40)}%4`],
  ])('is said to be cut %s', (_how, fragment) => {
    expect(mailedToken(fragment)).toEqual({ kind: 'cut' });
  });

  it.each([null, '', 'signed-out', 'about=1'])('is missing in %j', (fragment) => {
    expect(mailedToken(fragment)).toEqual({ kind: 'none' });
  });
});

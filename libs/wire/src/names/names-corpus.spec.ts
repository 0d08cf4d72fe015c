import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { MailAddress } from '../inputs/account-inputs';
import { OneLine } from '../inputs/inputs';
import { fieldProblems } from '../problems/validation';
import { comparingKey } from './comparing-key';

class Named {
  @OneLine(200, 'vendor.dto.give-the-name-of-2')
  readonly name: string;
}

class Addressed {
  @MailAddress('vendor.dto.give-an-e-mail')
  readonly email: string;
}

function given<Form extends object>(form: new () => Form, fields: object) {
  const kept = plainToInstance(form, fields);
  const refused = fieldProblems(validateSync(kept)).map(({ message }) => message.code);
  return { kept, refused };
}

/** What somebody types, and what is kept and shown of it. */
const taken: readonly (readonly [string, string])[] = [
  ['Acme', 'Acme'],
  [' Acme ', 'Acme'],
  ['Acme  Ltd', 'Acme Ltd'],
  ['Acme\tLtd', 'Acme Ltd'],
  ['Acme\u00A0Ltd', 'Acme Ltd'],
  ['Acme\u3000Ltd', 'Acme Ltd'],
  ['Acme\u2009Ltd', 'Acme Ltd'],
  ['Acme Ltd\n', 'Acme Ltd'],
  ['\r\nAcme Ltd', 'Acme Ltd'],
  ['\u200BAcme', 'Acme'],
  ['Ac\u200Bme', 'Acme'],
  ['Ac\u00ADme', 'Acme'],
  ['Ac\u2060me', 'Acme'],
  ['\uFEFFAcme', 'Acme'],
  ['Acme\uFEFF', 'Acme'],
  ['\u202EAcme\u202C', 'Acme'],
  ['\u202DAcme', 'Acme'],
  ['\u202AAcme\u202C', 'Acme'],
  ['\u202BAcme\u202C', 'Acme'],
  ['\u2066Acme\u2069', 'Acme'],
  ['\u2067Acme\u2069', 'Acme'],
  ['\u2068Acme\u2069', 'Acme'],
  ['Acme\u200E', 'Acme'],
  ['Acme\u200F', 'Acme'],
  ['Acme\u061C', 'Acme'],
  ['Acme\u{E0041}', 'Acme'],
  ['Acme\u180E', 'Acme'],
  ['Acme\u034F', 'Acme'],
  ['Acme\u3164', 'Acme'],
  ['Acme\uFFA0', 'Acme'],
  ['Acme\u2800Ltd', 'Acme Ltd'],
  ['Ac\u200Dme', 'Acme'],
  ['Ac\u200Cme', 'Acme'],
  ['Acme\u200D', 'Acme'],
  ['Acme\u0007', 'Acme'],
  ['Acme\u001B[31m', 'Acme [31m'],
  ['Café', 'Café'],
  ['Cafe\u0301', 'Café'],
  ['Mu\u0308ller', 'Müller'],
  ['Ångström', 'Ångström'],
  ['A\u030Angstro\u0308m', 'Ångström'],
  ['\u212Bngström', 'Ångström'],
  ['Škoda', 'Škoda'],
  ['S\u030Ckoda', 'Škoda'],
  ['Nguyễn', 'Nguyễn'],
  ['Nguye\u0302\u0303n', 'Nguyễn'],
  ['Zoë O’Hara-Ōtani', 'Zoë O’Hara-Ōtani'],
  ['Łódź', 'Łódź'],
  ['Straße & Söhne', 'Straße & Söhne'],
  ['İstanbul', 'İstanbul'],
  ['Œuvre', 'Œuvre'],
  ['Þór', 'Þór'],
  ['ΟΔΟΣ', 'ΟΔΟΣ'],
  ['Ελλάς', 'Ελλάς'],
  ['Ромашка', 'Ромашка'],
  ['Й', 'Й'],
  ['И\u0306', 'Й'],
  ['Қазақ', 'Қазақ'],
  ['שלום', 'שלום'],
  ['بنك', 'بنك'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['क्\u200Dष', 'क्\u200Dष'],
  ['हिन्दी', 'हिन्दी'],
  ['தமிழ்', 'தமிழ்'],
  ['ไทย', 'ไทย'],
  ['ქართული', 'ქართული'],
  ['Հայ', 'Հայ'],
  ['አማርኛ', 'አማርኛ'],
  ['東京', '東京'],
  ['株式会社山田', '株式会社山田'],
  ['カ\u3099', 'ガ'],
  ['한국', '한국'],
  ['\u1112\u1161\u11AB', '한'],
  ['中国银行', '中国银行'],
  ['Ꮳ', 'Ꮳ'],
  ['𝔄cme', '𝔄cme'],
  ['👩\u200D💻 Ltd', '👩\u200D💻 Ltd'],
  ['❤\uFE0F Care', '❤\uFE0F Care'],
  ['A', 'A'],
  ['3M', '3M'],
  ['AT&T', 'AT&T'],
  ['Yahoo!', 'Yahoo!'],
  ['"Quoted"', '"Quoted"'],
  ["O'Reilly", "O'Reilly"],
  ['<b>Bold</b>', '<b>Bold</b>'],
  ['=SUM(A1)', '=SUM(A1)'],
  ['{{name}}', '{{name}}'],
  ['%s', '%s'],
  ['null', 'null'],
  ['+++', '+++'],
  ['x'.repeat(200), 'x'.repeat(200)],
  ['e\u0301'.repeat(200), 'é'.repeat(200)],
];

const refused: readonly (readonly [string, string])[] = [
  ['', 'vendor.dto.give-the-name-of-2'],
  [' ', 'vendor.dto.give-the-name-of-2'],
  ['\n', 'vendor.dto.give-the-name-of-2'],
  ['\u200B', 'vendor.dto.give-the-name-of-2'],
  ['\u202E\u202C', 'vendor.dto.give-the-name-of-2'],
  ['\u3164', 'vendor.dto.give-the-name-of-2'],
  ['\u2800', 'vendor.dto.give-the-name-of-2'],
  ['\u200C\u200D', 'vendor.dto.give-the-name-of-2'],
  ['\u{E0041}', 'vendor.dto.give-the-name-of-2'],
  ['\uFE0F', 'vendor.dto.give-the-name-of-2'],
  ['Acme\nLtd', 'value.one-line'],
  ['Acme\r\nBcc: everybody', 'value.one-line'],
  ['Acme\rLtd', 'value.one-line'],
  ['Acme\u2028Ltd', 'value.one-line'],
  ['Acme\u2029Ltd', 'value.one-line'],
  ['Acme\u0085Ltd', 'value.one-line'],
  ['Acme\vLtd', 'value.one-line'],
  ['Acme\fLtd', 'value.one-line'],
  ['x'.repeat(201), 'value.shorter'],
  ['x'.repeat(300), 'value.shorter'],
  ['漢'.repeat(201), 'value.shorter'],
];

const addresses: readonly (readonly [string, string])[] = [
  ['Vera@Vendor.Example', 'vera@vendor.example'],
  [' vera@vendor.example ', 'vera@vendor.example'],
  ['vera@vendor.example\n', 'vera@vendor.example'],
  ['\u200Bvera@vendor.example', 'vera@vendor.example'],
  ['vera@vendor.example\u200D', 'vera@vendor.example'],
  ['\u202Evera@vendor.example', 'vera@vendor.example'],
  ['ve\u00ADra@vendor.example', 'vera@vendor.example'],
  ['first.last+tag@vendor.example', 'first.last+tag@vendor.example'],
  ['o’hara@vendor.example', 'o’hara@vendor.example'],
  ["o'hara@vendor.example", "o'hara@vendor.example"],
  ['"vera vendor"@vendor.example', '"vera vendor"@vendor.example'],
  ['"vera@home"@vendor.example', '"vera@home"@vendor.example'],
  ['vera@münchen.example', 'vera@münchen.example'],
  ['vera@MÜNCHEN.example', 'vera@münchen.example'],
  ['vera@mu\u0308nchen.example', 'vera@münchen.example'],
  ['vera@xn--mnchen-3ya.example', 'vera@münchen.example'],
  ['VERA@XN--MNCHEN-3YA.EXAMPLE', 'vera@münchen.example'],
  ['vera@bücher.example', 'vera@bücher.example'],
  ['ivan@пример.example', 'ivan@пример.example'],
  ['ivan@xn--e1afmkfd.example', 'ivan@пример.example'],
  ['yuki@例え.example', 'yuki@例え.example'],
  ['yuki@xn--r8jz45g.example', 'yuki@例え.example'],
  ['jörg@vendor.example', 'jörg@vendor.example'],
  ['jo\u0308rg@vendor.example', 'jörg@vendor.example'],
  ['a@b.example', 'a@b.example'],
  ['vera@sub.sub.vendor.example', 'vera@sub.sub.vendor.example'],
  ['vera_1@vendor-2.example', 'vera_1@vendor-2.example'],
  [`${'a'.repeat(64)}@vendor.example`, `${'a'.repeat(64)}@vendor.example`],
];

const noAddresses: readonly string[] = [
  '',
  ' ',
  'vera',
  '@vendor.example',
  'vera@',
  'vera@vendor',
  'vera@@vendor.example',
  'vera vendor@vendor.example',
  'vera@vendor .example',
  'vera@-vendor.example',
  'vera@vendor..example',
  '.vera@vendor.example',
  'vera.@vendor.example',
  've..ra@vendor.example',
  'vera@vendor.example\nBcc: all@vendor.example',
  'vera@vendor.example, ana@vendor.example',
  'Vera <vera@vendor.example>',
  'mailto:vera@vendor.example',
  'vera@xn--.example',
  `${'a'.repeat(65)}@vendor.example`,
  `vera@${'a'.repeat(64)}.example`,
  `vera@${`${'a'.repeat(50)}.`.repeat(6)}example`,
  `${'a'.repeat(285)}@vendor.example`,
];

/** One company each, however it is written. */
const same: readonly (readonly string[])[] = [
  [
    'Zeta Corp.',
    'Zeta  Corp',
    'Zeta Corporation',
    'ZETA, Inc.',
    'zeta',
    'Zeta\u200B Corp',
    'Zeta L.L.C.',
    'Zeta Co., Ltd.',
  ],
  ['Müller GmbH & Co. KG', 'MULLER', 'Mu\u0308ller gmbh', 'Muller AG'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ Α.Ε.', 'Οδός', 'οδος'],
  ['İstanbul Bilişim A.Ş.', 'istanbul bilisim'],
  ['Société Générale S. A.', 'Societe Generale SA', 'SOCIETE GENERALE S.A.R.L.'],
  ['ООО Ромашка', 'Ромашка ООО', 'РОМАШКА'],
  ['株式会社山田', '山田株式会社', '㈱山田', '山田'],
  ['E-Corp', 'ECorp'],
  ['O’Reilly Media, Inc', "O'Reilly Media"],
  ['A.T. Kearney', 'A. T. Kearney', 'AT Kearney Ltd'],
  ['Novo Nordisk A/S', 'Novo Nordisk'],
  ['Grupo Bimbo, S.A.B. de C.V.', 'grupo bimbo sab de cv'],
  ['Tata Pvt. Ltd.', 'Tata'],
  ['ガス', 'カ\u3099ス'],
];

const different: readonly (readonly [string, string])[] = [
  ['Zeta', 'Theta'],
  ['ガス', 'カス'],
  ['वि', 'व'],
  ['Inc', 'Ltd'],
  ['The Company', 'The Other Company'],
  ['+++', '---'],
  ['Corporate Cars', 'Cars'],
  ['1 Finance', '2 Finance'],
];

describe('Names and addresses, as people write them', () => {
  it.each(taken)('the name %j is kept as %j', (typed, kept) => {
    expect(given(Named, { name: typed })).toEqual({ kept: { name: kept }, refused: [] });
  });

  it.each(refused)('the name %j is refused in words: %s', (typed, words) => {
    expect(given(Named, { name: typed }).refused).toContain(words);
  });

  it.each(addresses)('the address %j is kept as %j', (typed, kept) => {
    expect(given(Addressed, { email: typed })).toEqual({ kept: { email: kept }, refused: [] });
  });

  it.each(noAddresses)('the address %j is refused in words', (typed) => {
    expect(given(Addressed, { email: typed }).refused).toContain('vendor.dto.give-an-e-mail');
  });

  it.each(same.map((names) => [names] as const))('%j are one company', (names) => {
    expect(new Set(names.map(comparingKey)).size).toBe(1);
  });

  it.each(different)('%j and %j are two', (one, other) => {
    expect(comparingKey(one)).not.toBe(comparingKey(other));
  });

  it('stay what they are when they are cleaned once more', () => {
    for (const [, kept] of taken) expect(given(Named, { name: kept }).kept.name).toBe(kept);
    for (const [, kept] of addresses) expect(given(Addressed, { email: kept }).kept.email).toBe(kept);
    expect(
      taken.length + refused.length + addresses.length + noAddresses.length + same.flat().length,
    ).toBeGreaterThan(200);
  });
});

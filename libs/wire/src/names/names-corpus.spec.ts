import 'reflect-metadata';
import { refusedAddresses, refusedNames, takenAddresses, takenNames } from '@countersign/testing';
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
  it.each(takenNames)('the name %j is kept as %j', (typed, kept) => {
    expect(given(Named, { name: typed })).toEqual({ kept: { name: kept }, refused: [] });
  });

  it.each(refusedNames)('the name %j is refused in words: %s', (typed, words) => {
    expect(given(Named, { name: typed }).refused).toContain(words);
  });

  it.each(takenAddresses)('the address %j is kept as %j', (typed, kept) => {
    expect(given(Addressed, { email: typed })).toEqual({ kept: { email: kept }, refused: [] });
  });

  it.each(refusedAddresses)('the address %j is refused in words', (typed) => {
    expect(given(Addressed, { email: typed }).refused).toContain('vendor.dto.give-an-e-mail');
  });

  it.each(same.map((names) => [names] as const))('%j are one company', (names) => {
    expect(new Set(names.map(comparingKey)).size).toBe(1);
  });

  it.each(different)('%j and %j are two', (one, other) => {
    expect(comparingKey(one)).not.toBe(comparingKey(other));
  });

  it('stay what they are when they are cleaned once more', () => {
    for (const [, kept] of takenNames) expect(given(Named, { name: kept }).kept.name).toBe(kept);
    for (const [, kept] of takenAddresses) expect(given(Addressed, { email: kept }).kept.email).toBe(kept);
    expect(
      takenNames.length +
        refusedNames.length +
        takenAddresses.length +
        refusedAddresses.length +
        same.flat().length,
    ).toBeGreaterThan(200);
  });
});

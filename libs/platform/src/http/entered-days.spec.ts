import { ModulesContainer } from '@nestjs/core';
import { getMetadataStorage, validateSync } from 'class-validator';
import { aProduct, type TestProduct } from '@countersign/testing';
import { inOurWords, inWords } from '@countersign/wire';
import { IsDay } from '@countersign/wire';

type Form = new () => object;

/** Where the package that describes the API keeps what `@ApiProperty` was told. */
const TOLD_OF_A_FIELD = 'swagger/apiModelProperties';

class Entered {
  @IsDay('audit.dto.give-a-day-as')
  readonly day: unknown;

  constructor(day: unknown) {
    this.day = day;
  }
}

describe('A day that somebody enters', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it.each([
    ['1950-01-01', null],
    ['2150-12-31', null],
    ['1949-12-31', 'Give a day of the years 1950 to 2150.'],
    ['2151-01-01', 'Give a day of the years 1950 to 2150.'],
    ['9999-12-31', 'Give a day of the years 1950 to 2150.'],
    ['2026-02-30', 'Give a day as YYYY-MM-DD.'],
    ['2026-W07', 'Give a day as YYYY-MM-DD.'],
    ['2026-02-01T00:00:00Z', 'Give a day as YYYY-MM-DD.'],
    [20260201, 'Give a day as YYYY-MM-DD.'],
    [['2026-02-01'], 'Give a day as YYYY-MM-DD.'],
    [undefined, 'Give a day as YYYY-MM-DD.'],
  ])('may be %p: %s', (day, problem) => {
    const [error] = validateSync(new Entered(day));
    const said = error?.constraints?.['isDay'];
    expect(said === undefined ? null : inWords(inOurWords(said, 'day'))).toBe(problem);
  });

  /** Every class that a handler takes, with those inside it. */
  function takenForms(): Form[] {
    const controllers = [...product.app.get(ModulesContainer).values()].flatMap((module) =>
      [...module.controllers.values()].map(({ metatype }) => metatype as { prototype: object } | null),
    );
    const taken = controllers.flatMap((controller) =>
      Object.getOwnPropertyNames(controller?.prototype ?? {}).flatMap(
        (name) =>
          (Reflect.getMetadata('design:paramtypes', controller?.prototype ?? {}, name) as
            Form[] | undefined) ?? [],
      ),
    );
    return [...new Set(taken)].filter(({ prototype }) => rulesOf(prototype.constructor as Form).length > 0);
  }

  const rulesOf = (form: Form) => getMetadataStorage().getTargetValidationMetadatas(form, '', false, false);

  it('is checked by the one rule in every form and question to a list', () => {
    const days = takenForms().flatMap((form) =>
      [...new Set(rulesOf(form).map(({ propertyName }) => propertyName))]
        .filter((name) => {
          const told = Reflect.getMetadata(TOLD_OF_A_FIELD, form.prototype as object, name) as
            { readonly format?: string } | undefined;
          return told?.format === 'date';
        })
        .map((name) => ({
          name: `${form.name}.${name}`,
          rules: rulesOf(form).filter((rule) => rule.propertyName === name),
        })),
    );
    expect(days.length).toBeGreaterThan(7);
    const unchecked = days.filter(({ rules }) => !rules.some((rule) => rule.name === 'isDay'));
    expect(unchecked.map(({ name }) => name)).toEqual([]);
  });
});

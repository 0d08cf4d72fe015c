import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import type * as TransformerStorage from 'class-transformer/types/storage';
import { getMetadataStorage } from 'class-validator';
import { aProduct, type TestProduct } from '@countersign/testing';
import { BODY_ALLOWANCE, ordinaryBody, type BodyAllowance } from './body-allowance';

// The package keeps what `@Type` was told to itself.
const { defaultMetadataStorage } = jest.requireActual<typeof TransformerStorage>(
  'class-transformer/cjs/storage',
);

type Form = new (...values: never[]) => object;
type Handler = (...values: never[]) => unknown;

interface TakenForm {
  readonly operation: string;
  readonly form: Form;
  readonly allowance: BodyAllowance;
}

/** As the framework numbers a handler's arguments: the whole body. */
const WHOLE_BODY = /^3:(\d+)$/;
/** Four bytes of UTF-8 are the longest character. */
const BYTES_OF_A_CHARACTER = 4;
const BYTES_AROUND = 60;

describe('The longest form that its own rules let through', () => {
  let product: TestProduct;
  let taken: TakenForm[];

  beforeAll(async () => {
    product = await aProduct();
    const controllers = [...product.app.get(ModulesContainer).values()].flatMap((module) => [
      ...module.controllers.values(),
    ]);
    taken = controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? formsOf(metatype) : []));
  });

  afterAll(() => product.close());

  function formsOf(controller: object & { prototype: object; name: string }): TakenForm[] {
    return Object.getOwnPropertyNames(controller.prototype).flatMap((operation) => {
      const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, operation) ?? {}) as object;
      const place = Object.keys(parameters).flatMap((key) => WHOLE_BODY.exec(key)?.[1] ?? [])[0];
      if (place === undefined) return [];
      const types = Reflect.getMetadata('design:paramtypes', controller.prototype, operation) as Form[];
      const handler = Object.getOwnPropertyDescriptor(controller.prototype, operation)?.value as Handler;
      const allowance = (Reflect.getMetadata(BODY_ALLOWANCE, handler) ?? ordinaryBody) as BodyAllowance;
      const form = types[Number(place)];
      return form === undefined ? [] : [{ operation, form, allowance }];
    });
  }

  function rulesOf(form: Form) {
    const all = getMetadataStorage().getTargetValidationMetadatas(form, '', false, false);
    const names = [...new Set(all.map(({ propertyName }) => propertyName))];
    return names.map((name) => ({ name, rules: all.filter(({ propertyName }) => propertyName === name) }));
  }

  /** Bytes of texts and names, fields and items; documents that a rule of the domain checks count for nothing here. */
  function longest(form: Form): { bytes: number; fields: number; items: number; text: number } {
    const sum = { bytes: 2, fields: 0, items: 0, text: 0 };
    for (const { name, rules } of rulesOf(form)) {
      const constraint = (rule: string): number | undefined =>
        rules.find((one) => one.name === rule)?.constraints?.[0] as number | undefined;
      const times = constraint('arrayMaxSize') ?? 1;
      const type = defaultMetadataStorage.findTypeMetadata(form, name)?.typeFunction() as Form | undefined;
      const inner = type === undefined || type === (Number as unknown) ? null : longest(type);
      const text = constraint('maxLength') ?? 0;
      sum.fields += 1 + times * (inner?.fields ?? 0);
      sum.items += (constraint('arrayMaxSize') ?? 0) + times * (inner?.items ?? 0);
      sum.text = Math.max(sum.text, text, inner?.text ?? 0);
      sum.bytes += name.length + times * (BYTES_AROUND + BYTES_OF_A_CHARACTER * text + (inner?.bytes ?? 0));
    }
    return sum;
  }

  it('is found by this spec for every operation with a form', () => {
    expect(taken.length).toBeGreaterThan(45);
    expect(taken.filter(({ form }) => rulesOf(form).length === 0)).toEqual([]);
  });

  it('says of each list how many it takes, or takes each of the words it knows once', () => {
    const endless = taken.flatMap(({ form, operation }) =>
      rulesOf(form)
        .map(({ name, rules }) => ({ name, told: rules.map((rule) => rule.name) }))
        .filter(({ told }) => told.includes('isArray') && !told.includes('arrayMaxSize'))
        .filter(({ told }) => !(told.includes('arrayUnique') && told.includes('isIn')))
        .map(({ name }) => `${operation}: ${name}`),
    );
    expect(endless).toEqual([]);
  });

  it('fits into what its route takes, in whatever letters it is written', () => {
    const tight = taken.filter(({ form, allowance: { bytes, parts } }) => {
      const needed = longest(form);
      return (
        needed.bytes > bytes ||
        needed.fields > parts.fields ||
        needed.items > parts.items ||
        needed.text > parts.text
      );
    });
    expect(tight.map(({ operation, form, allowance }) => [operation, longest(form), allowance])).toEqual([]);
  });

  it('is larger than most, wherever a route takes more than most', () => {
    const generous = taken.filter(({ allowance }) => allowance.bytes > ordinaryBody.bytes);
    const idle = generous.filter(({ form }) => longest(form).bytes <= ordinaryBody.bytes);
    // Checked by rules of the domain, by the questions that were asked, or by the passkey itself.
    expect(idle.map(({ operation }) => operation).sort()).toEqual([
      'addPasskey',
      'correctTerms',
      'recordContract',
      'saveAnswer',
      'submitAssessment',
    ]);
  });
});

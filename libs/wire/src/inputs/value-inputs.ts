import type { AnyText, ServerText } from '@countersign/content';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Parameters } from '../words/words';
import { told } from '../problems/our-words';
import { described, isGiven, saying, stacked, type Words } from './input-parts';
import { NullableShaped, Shaped, type Shape } from './shapes';

/** Numbers, choices, lists and forms within forms: described and checked in one word, as texts are in `inputs.ts`. */

interface Bounds extends Words {
  readonly least?: number;
  readonly most?: number;
  /** Said of a number that is smaller, or larger. */
  readonly below?: ServerText;
  readonly above?: ServerText;
}

const bounded = ({ least, most }: Bounds) => ({
  ...(least !== undefined && { minimum: least }),
  ...(most !== undefined && { maximum: most }),
});
const within = ({ least, most, below, above }: Bounds): PropertyDecorator[] => [
  ...(least === undefined ? [] : [Min(least, saying(below))]),
  ...(most === undefined ? [] : [Max(most, saying(above))]),
];

export const GivenWhole = (bounds: Bounds = {}) =>
  stacked(
    ApiProperty({ type: 'integer', ...bounded(bounds), ...described(bounds.description) }),
    IsInt(saying(bounds.message)),
    ...within(bounds),
  );

/** In an address, and not to be left out. */
export const AskedWhole = (bounds: Bounds = {}) =>
  stacked(
    GivenWhole(bounds),
    Type(() => Number),
  );

/** Its bounds are known where it is used, and are checked there. */
export const WholeWithin = (missing: ServerText) =>
  stacked(ApiProperty({ type: 'integer', minimum: 1 }), IsDefined({ message: told(missing) }));

export const OptionalWhole = (bounds: Bounds = {}) =>
  stacked(
    ApiProperty({ type: 'integer', nullable: true, ...bounded(bounds), ...described(bounds.description) }),
    ValidateIf(isGiven),
    IsInt(saying(bounds.message)),
    ...within(bounds),
  );

/** A part of one, or null. */
export const OptionalShare = () =>
  stacked(
    ApiPropertyOptional({ type: Number, nullable: true, minimum: 0, maximum: 1 }),
    IsOptional(),
    IsNumber(),
    Min(0),
    Max(1),
  );

export const QueryWhole = (bounds: Bounds = {}) =>
  stacked(
    ApiPropertyOptional({ type: 'integer', ...bounded(bounds), ...described(bounds.description) }),
    IsOptional(),
    Type(() => Number),
    IsInt(saying(bounds.message)),
    ...within(bounds),
  );

export const GivenFlag = (message?: ServerText) =>
  stacked(ApiProperty({ type: Boolean }), IsBoolean(saying(message)));

export const GivenChoice = (
  values: readonly string[],
  message?: ServerText,
  { description }: Omit<Words, 'message'> = {},
) => stacked(ApiProperty({ enum: [...values], ...described(description) }), IsIn(values, saying(message)));

export const OptionalChoice = (values: readonly (string | null)[]) =>
  stacked(ApiProperty({ enum: [...values], nullable: true }), ValidateIf(isGiven), IsIn(values));

export const QueryNumber = (values: readonly number[]) =>
  stacked(
    ApiPropertyOptional({ enum: [...values] }),
    IsOptional(),
    Type(() => Number),
    IsIn(values),
  );

interface ListWords {
  /** Said of an empty list; without it one may be empty. */
  readonly none?: ServerText;
  /** Said of a value that stands there twice. */
  readonly twice?: ServerText;
  /** Said of a value that is none of them. */
  readonly other?: { readonly text: ServerText; readonly parameters?: Parameters };
}

export const GivenChoices = (values: readonly string[], { none, twice, other }: ListWords = {}) =>
  stacked(
    ApiProperty({ enum: [...values], isArray: true }),
    IsArray(),
    ...(none === undefined ? [] : [ArrayMinSize(1, { message: told(none) })]),
    ArrayUnique(saying(twice)),
    IsIn(values, {
      each: true,
      ...(other !== undefined && { message: told(other.text, other.parameters) }),
    }),
  );

interface ManyWords extends Omit<Words, 'message'> {
  /** Said of an empty list; without it one may be empty. */
  readonly none?: ServerText;
}

export const GivenIds = (most: number, { none, description }: ManyWords = {}) =>
  stacked(
    ApiProperty({ type: [String], format: 'uuid', ...described(description) }),
    IsArray(),
    ...(none === undefined ? [] : [ArrayMinSize(1, { message: told(none) })]),
    ArrayMaxSize(most),
    ArrayUnique(),
    IsUUID(undefined, { each: true }),
  );

/** GivenNames, or null. */
export const OptionalNames = (most: number, { description }: Omit<Words, 'message'> = {}) =>
  stacked(
    ApiPropertyOptional({ type: [String], nullable: true, ...described(description) }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(most),
    ArrayUnique(),
    IsString({ each: true }),
    MaxLength(100, { each: true }),
  );

/** Ids that are no uuid, such as those of questions. */
export const GivenNames = (most: number, { description }: Omit<Words, 'message'> = {}) =>
  stacked(
    ApiProperty({ type: [String], ...described(description) }),
    IsArray(),
    ArrayMaxSize(most),
    ArrayUnique(),
    IsString({ each: true }),
    MaxLength(100, { each: true }),
  );

type FormClass<Form> = new () => Form;

export const NestedForm = <Form>(form: () => FormClass<Form>) =>
  stacked(ApiProperty({ type: () => form() }), IsObject(), ValidateNested(), Type(form));

export const OptionalNestedForm = <Form>(form: () => FormClass<Form>) =>
  stacked(
    ApiProperty({ type: () => form(), nullable: true }),
    ValidateIf(isGiven),
    ValidateNested(),
    Type(form),
  );

interface FormsOfAList<Form> {
  readonly most: number;
  /** What tells them apart, and what is said where two are the same. */
  readonly apart?: { readonly by: (form: Form) => unknown; readonly twice: ServerText };
}

export const NestedForms = <Form>(form: () => FormClass<Form>, { most, apart }: FormsOfAList<Form>) =>
  stacked(
    ApiProperty({ type: () => form(), isArray: true }),
    IsArray(),
    ArrayMaxSize(most),
    ...(apart === undefined ? [] : [ArrayUnique(apart.by, { message: told(apart.twice) })]),
    ValidateNested({ each: true }),
    Type(form),
  );

/** A document whose shape is described here, and whose meaning is checked where it is known. */
export const GivenDocument = <T>(shape: Shape<T>, { description, message }: Words = {}) =>
  stacked(Shaped(shape, description), IsObject(saying(message)));

export const OptionalDocument = <T>(shape: Shape<T>, message: AnyText) =>
  stacked(NullableShaped(shape), ValidateIf(isGiven), IsObject(saying(message)));

/** For what is told in more ways than one; what is no text is left to the rules of the field. */
export const Rewritten = (rewrite: (text: string) => string) =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? rewrite(value) : value));

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { IsDay } from './is-day';
import type { ServerText } from '@countersign/content';
import { told } from '../problems/our-words';
import { described, isGiven, saying, stacked, type Words } from './input-parts';
import { inOneLine, ONE_LINE } from '../names/cleaned';
import { trimmed } from '../names/trimmed';

/** What comes in, described and checked in one word. A field that may be null may be left out as well. */

/** Something to read, without the spaces around it; `empty` is said where nobody can see anything. */
export const TrimmedText = (most: number, empty: ServerText) =>
  stacked(
    ApiProperty({ type: String, maxLength: most }),
    Transform(trimmed),
    IsString(),
    IsNotEmpty({ message: told(empty) }),
    MaxLength(most),
  );

/** A name, title or label: one line, read as it was typed. */
export const OneLine = (most: number, empty: ServerText, { description }: Omit<Words, 'message'> = {}) =>
  stacked(
    ApiProperty({ type: String, maxLength: most, ...described(description) }),
    Transform(inOneLine),
    IsString(),
    IsNotEmpty({ message: told(empty) }),
    Matches(ONE_LINE, { message: told('value.one-line') }),
    MaxLength(most),
  );

/** A text or null, without the spaces around it. */
export const OptionalText = (most: number) =>
  stacked(
    ApiProperty({ type: String, maxLength: most, nullable: true }),
    ValidateIf(isGiven),
    Transform(trimmed),
    IsString(),
    MaxLength(most),
  );

/** One line or null. `empty` is said where it is given and nobody can see anything. */
export const OptionalLine = (most: number, empty?: ServerText) =>
  stacked(
    ApiProperty({ type: String, maxLength: most, nullable: true }),
    ValidateIf(isGiven),
    Transform(inOneLine),
    IsString(),
    ...(empty === undefined ? [] : [IsNotEmpty({ message: told(empty) })]),
    Matches(ONE_LINE, { message: told('value.one-line') }),
    MaxLength(most),
  );

/** A text or null, each space of it kept. */
export const OptionalTextAsTyped = (most: number, { description }: Omit<Words, 'message'> = {}) =>
  stacked(
    ApiProperty({ type: String, maxLength: most, nullable: true, ...described(description) }),
    ValidateIf(isGiven),
    IsString(),
    MaxLength(most),
  );

/** A day that exists, within the years that are taken; `missing` says what is asked for. */
export const GivenDay = (missing?: ServerText, { description }: Omit<Words, 'message'> = {}) =>
  stacked(ApiProperty({ type: String, format: 'date', ...described(description) }), IsDay(missing));

export const OptionalDay = (missing?: ServerText) =>
  stacked(ApiProperty({ type: String, format: 'date', nullable: true }), ValidateIf(isGiven), IsDay(missing));

export const GivenId = ({ description, message }: Words = {}) =>
  stacked(
    ApiProperty({ type: String, format: 'uuid', ...described(description) }),
    IsUUID(undefined, saying(message)),
  );

export const OptionalId = ({ description, message }: Words = {}) =>
  stacked(
    ApiProperty({ type: String, format: 'uuid', nullable: true, ...described(description) }),
    ValidateIf(isGiven),
    IsUUID(undefined, saying(message)),
  );

/** An id, or null for none, which has to be said: what is left out is not taken for none. */
export const IdOrNone = (message: ServerText, { description }: Omit<Words, 'message'> = {}) =>
  stacked(
    ApiProperty({ type: String, format: 'uuid', nullable: true, ...described(description) }),
    ValidateIf((_form, value) => value !== null),
    IsUUID(undefined, saying(message)),
  );

/** An id, or null for none; left out it is the default that `description` names. */
export const DefaultId = (description: string) =>
  stacked(
    ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description }),
    ValidateIf(isGiven),
    IsUUID(),
  );

/** `true` or `false` in an address. */
export const QueryFlag = (description?: string) =>
  stacked(
    ApiPropertyOptional({ type: Boolean, ...described(description) }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );

export const QueryChoice = (values: readonly string[]) =>
  stacked(ApiPropertyOptional({ enum: [...values] }), IsOptional(), IsIn(values));

export const QueryDay = (missing?: ServerText) =>
  stacked(ApiPropertyOptional({ type: String, format: 'date' }), IsOptional(), IsDay(missing));

export const QueryId = (message?: ServerText) =>
  stacked(
    ApiPropertyOptional({ type: String, format: 'uuid' }),
    IsOptional(),
    IsUUID(undefined, saying(message)),
  );

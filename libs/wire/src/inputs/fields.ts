import { ApiProperty } from '@nestjs/swagger';

type Target = () => new (...values: never[]) => object;

/** How a field of an answer stands in `openapi.json`: null is a value there, absent never is. */
export const Text = () => ApiProperty({ type: String });
export const NullableText = () => ApiProperty({ type: String, nullable: true });
/** A record's id. */
export const Id = () => ApiProperty({ type: String, format: 'uuid' });
export const NullableId = () => ApiProperty({ type: String, format: 'uuid', nullable: true });
/** `YYYY-MM-DD`, in the organisation's time zone. */
export const Day = () => ApiProperty({ type: String, format: 'date' });
export const NullableDay = () => ApiProperty({ type: String, format: 'date', nullable: true });
/** UTC, ISO 8601. */
export const Instant = () => ApiProperty({ type: String, format: 'date-time' });
export const NullableInstant = () => ApiProperty({ type: String, format: 'date-time', nullable: true });
export const Whole = () => ApiProperty({ type: 'integer' });
export const NullableWhole = () => ApiProperty({ type: 'integer', nullable: true });
export const Flag = () => ApiProperty({ type: Boolean });
export const Choice = (values: readonly (string | number)[]) => ApiProperty({ enum: [...values] });
export const NullableChoice = (values: readonly (string | number)[]) =>
  ApiProperty({ enum: [...values], nullable: true });
export const Choices = (values: readonly string[]) => ApiProperty({ enum: [...values], isArray: true });
export const Nested = (type: Target) => ApiProperty({ type: () => type() });
export const NullableNested = (type: Target) => ApiProperty({ type: () => type(), nullable: true });
export const ListOf = (type: Target) => ApiProperty({ type: () => type(), isArray: true });

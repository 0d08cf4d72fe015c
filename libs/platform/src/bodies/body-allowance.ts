import { SetMetadata } from '@nestjs/common';

/** How much the parts of a body may be together, counted before any class sees them. */
export interface BodyParts {
  /** Fields of all objects together. */
  readonly fields: number;
  /** Items of all lists together. */
  readonly items: number;
  /** Objects and lists within one another, the body itself being the first. */
  readonly depth: number;
  /** Characters of one text; what a field may hold is the form's own matter and less. */
  readonly text: number;
}

export interface BodyAllowance {
  readonly bytes: number;
  readonly parts: BodyParts;
}

/** Far above what a form of names, dates and a short note sends. */
export const ordinaryBody: BodyAllowance = {
  bytes: 16 * 1024,
  parts: { fields: 100, items: 100, depth: 10, text: 20_000 },
};

export const BODY_ALLOWANCE = 'countersign:body-allowance';
export const STREAMED_BODY = 'countersign:streamed-body';

/** Beside `@Allow`, `@Respondent` or `@Public`: for long texts and tables, of which one character may be four bytes. */
export const BodyUpTo = (size: `${number} kB`, parts: Partial<BodyParts> = {}) =>
  SetMetadata<string, BodyAllowance>(BODY_ALLOWANCE, {
    bytes: Number.parseInt(size, 10) * 1024,
    parts: { ...ordinaryBody.parts, ...parts },
  });

/** For handlers that stream raw bytes to where they are kept, with a limit of their own. */
export const StreamedBody = () => SetMetadata(STREAMED_BODY, true);

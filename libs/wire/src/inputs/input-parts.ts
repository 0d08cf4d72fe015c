import { applyDecorators } from '@nestjs/common';
import type { AnyText } from '@countersign/content';
import { told } from '../problems/our-words';

/** What the inputs are put together from. */

/** As if they stood above the field in this order: the lowest is applied first. */
export const stacked = (...decorators: PropertyDecorator[]) => applyDecorators(...decorators.reverse());

export const described = (description: string | undefined) =>
  description === undefined ? {} : { description };
export const saying = (message: AnyText | undefined) =>
  message === undefined ? {} : { message: told(message) };
export const isGiven = (_form: unknown, value: unknown) => value !== null && value !== undefined;

export interface Words {
  readonly description?: string;
  readonly message?: AnyText;
}

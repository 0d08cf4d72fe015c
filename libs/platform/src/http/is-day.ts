import { dayProblem } from '@countersign/domain';
import { ValidateBy } from 'class-validator';

/** A day that somebody enters: it exists and lies within the years that are taken. `missing` says what is asked for. */
export const IsDay = (missing?: string) =>
  ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value) => dayProblem(value, missing) === null,
      defaultMessage: (argumentsOf) => dayProblem(argumentsOf?.value, missing) ?? '',
    },
  });

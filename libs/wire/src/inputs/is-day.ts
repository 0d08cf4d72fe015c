import type { ServerText } from '@countersign/content';
import { dayProblem } from '@countersign/domain';
import { ValidateBy } from 'class-validator';
import { told } from '../problems/our-words';

/** A day that somebody enters: it exists and lies within the years that are taken. `missing` says what is asked for. */
export const IsDay = (missing: ServerText | 'calendar.day' = 'calendar.day') =>
  ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value) => dayProblem(value, missing) === null,
      defaultMessage: (argumentsOf) => {
        const said = dayProblem(argumentsOf?.value, missing);
        return said === null ? '' : told(said.code, said.parameters);
      },
    },
  });

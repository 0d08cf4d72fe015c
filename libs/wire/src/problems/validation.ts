import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { inOurWords } from './our-words';
import { invalid, type FieldProblem } from './problem';

/** `intake.dataElements`, `contacts.0.email`: the path a form can find its field by. */
export function fieldProblems(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({
      field,
      message: inOurWords(message, error.property),
    }));
    return [...own, ...fieldProblems(error.children ?? [], field)];
  });
}

export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) => invalid(fieldProblems(errors)),
  });
}

import { required, type SchemaPath, validate } from '@angular/forms/signals';

/** As the API has it; it also refuses passwords that are known from breaches. */
export const MINIMUM_LENGTH = 15;

/** Counted in characters as people count them, as the API does. */
export function newPassword(path: SchemaPath<string>): void {
  required(path, { message: 'Choose a password.' });
  validate(path, ({ value }) => {
    const length = [...value()].length;
    return length > 0 && length < MINIMUM_LENGTH
      ? { kind: 'short', message: `Choose at least ${MINIMUM_LENGTH} characters; these are ${length}.` }
      : null;
  });
}

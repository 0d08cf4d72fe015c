import { required, type SchemaPath, validate } from '@angular/forms/signals';
import { within } from '../ui/form/within';

/** As the API has it; it also refuses passwords that are known from breaches. */
export const MINIMUM_LENGTH = 15;

/** Counted in characters as people count them, as the API does. */
export function newPassword(path: SchemaPath<string>): void {
  required(path, { message: $localize`:@@new-password.choose-a-password:Choose a password.` });
  within(path, 1_024);
  validate(path, ({ value }) => {
    const length = [...value()].length;
    return length > 0 && length < MINIMUM_LENGTH
      ? {
          kind: 'short',
          message: $localize`:@@new-password.choose-at-least-characters:Choose at least ${MINIMUM_LENGTH}:MINIMUMLENGTH: characters; these are ${length}:length:.`,
        }
      : null;
  });
}
